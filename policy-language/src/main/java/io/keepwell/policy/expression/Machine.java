package io.keepwell.policy.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * CEL with the few functions that checked expressions are made of. People never write these: the
 * checker puts them in place of what was written.
 */
final class Machine {

    static final String ADD = "kw_add";
    static final String SUBTRACT = "kw_subtract";
    static final String MULTIPLY = "kw_multiply";
    static final String DIVIDE = "kw_divide";
    static final String MIN = "kw_min";
    static final String MAX = "kw_max";
    static final String HAS_DATA = "kw_has_data";

    private static final List<Kind> KINDS = List.of(Kind.NUMBER, Kind.TEXT, Kind.TRUTH);
    private static final CelRuntime RUNTIME = runtime();
    private static final CelCompiler NUMBERS = compiler(Kind.NUMBER);
    private static final CelCompiler CONDITIONS = compiler(Kind.TRUTH);

    private Machine() {}

    /** The function that asks at a site, for a kind. */
    static String ask(Kind kind) {
        return "kw_ask_" + kind;
    }

    /** The function that takes the second when there is no first, for a kind. */
    static String orElse(Kind kind) {
        return "kw_or_else_" + kind;
    }

    /** Makes a program of a checked and translated expression. */
    static Program program(CelExpr root, String source, Kind kind) throws CelValidationException {
        CelAbstractSyntaxTree tree =
                CelAbstractSyntaxTree.newParsedAst(root, CelSource.newBuilder(source).build());
        CelCompiler compiler = kind == Kind.NUMBER ? NUMBERS : CONDITIONS;
        try {
            return RUNTIME.createProgram(compiler.check(tree).getAst());
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("checked and yet not runnable: " + source, e);
        }
    }

    private static CelCompiler compiler(Kind result) {
        var declarations = new ArrayList<CelFunctionDecl>();
        for (String name : List.of(ADD, SUBTRACT, MULTIPLY, DIVIDE, MIN, MAX)) {
            declarations.add(
                    function(name, SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE));
        }
        declarations.add(function(HAS_DATA, SimpleType.BOOL, SimpleType.DYN));
        for (Kind kind : KINDS) {
            CelType type = kind.celType();
            declarations.add(function(ask(kind), type, SimpleType.INT));
            declarations.add(function(orElse(kind), type, type, type));
        }
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(Syntax.OPTIONS)
                .setStandardMacros()
                .setResultType(result.celType())
                .addFunctionDeclarations(declarations)
                .build();
    }

    private static CelRuntime runtime() {
        var bindings = new ArrayList<CelFunctionBinding>();
        bindings.add(ofTwo(ADD, (a, b) -> finite(a + b)));
        bindings.add(ofTwo(SUBTRACT, (a, b) -> finite(a - b)));
        bindings.add(ofTwo(MULTIPLY, (a, b) -> finite(a * b)));
        bindings.add(ofTwo(DIVIDE, Machine::divide));
        bindings.add(ofTwo(MIN, Math::min));
        bindings.add(ofTwo(MAX, Math::max));
        bindings.add(notStrict(HAS_DATA, 1, arguments -> isData(arguments[0])));
        for (Kind kind : KINDS) {
            bindings.add(CelFunctionBinding.from(ask(kind), Long.class, Evaluation::ask));
            bindings.add(
                    notStrict(
                            orElse(kind),
                            2,
                            arguments -> isData(arguments[0]) ? arguments[0] : arguments[1]));
        }
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(Syntax.OPTIONS)
                .addFunctionBindings(bindings)
                .build();
    }

    private static boolean isData(Object argument) {
        return argument instanceof Double
                || argument instanceof String
                || argument instanceof Boolean;
    }

    private static Object divide(double a, double b) {
        return b == 0 ? Missing.DIVISION_BY_ZERO : finite(a / b);
    }

    // An infinite part would make a comparison true or false that nobody can answer.
    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : Missing.TOO_LARGE;
    }

    private static CelFunctionBinding ofTwo(
            String name, CelFunctionOverload.Binary<Double, Double> definition) {
        return CelFunctionBinding.from(name, Double.class, Double.class, definition);
    }

    private static CelFunctionDecl function(String name, CelType result, CelType... arguments) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload(name, result, arguments));
    }

    /** CEL answers a call with an unknown argument by itself; these want to see the unknown. */
    private static CelFunctionBinding notStrict(
            String name, int count, CelFunctionOverload definition) {
        ImmutableList<Class<?>> types =
                ImmutableList.copyOf(Collections.nCopies(count, Object.class));
        return new CelFunctionBinding() {
            @Override
            public String getOverloadId() {
                return name;
            }

            @Override
            public ImmutableList<Class<?>> getArgTypes() {
                return types;
            }

            @Override
            public CelFunctionOverload getDefinition() {
                return definition;
            }

            @Override
            public boolean isStrict() {
                return false;
            }
        };
    }
}
