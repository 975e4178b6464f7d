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
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CEL's own runtime with the few functions of {@link Machine}: what that is held against. */
final class CelMachine {

    private static final List<Kind> KINDS = List.of(Kind.NUMBER, Kind.TEXT, Kind.TRUTH);
    private static final CelRuntime RUNTIME = runtime();
    private static final CelCompiler NUMBERS = compiler(Kind.NUMBER);
    private static final CelCompiler CONDITIONS = compiler(Kind.TRUTH);
    private static final ThreadLocal<@Nullable Asked> ASKED = new ThreadLocal<>();

    private CelMachine() {}

    /** What is asked, and of whom: CEL's functions are shared by all programs. */
    private record Asked(List<Site> sites, Metrics metrics) {}

    /** What CEL makes of a checked and translated expression. */
    static Answer answer(CelExpr root, Kind kind, List<Site> sites, Metrics metrics)
            throws CelValidationException, CelEvaluationException {
        ASKED.set(new Asked(sites, metrics));
        Object result = program(root, kind).eval();
        return switch (result) {
            case Double number -> new Answer.Value(number);
            case Boolean holds -> new Answer.Truth(holds);
            case CelUnknownSet missing -> new Answer.NoData(labels(missing));
            default -> throw new IllegalStateException(result.getClass().getName());
        };
    }

    private static Object ask(long site) {
        Asked asked = Objects.requireNonNull(ASKED.get());
        Object answer = asked.sites().get((int) site).answer(asked.metrics());
        return answer instanceof Answer.NoData(Set<String> labels)
                ? missing(labels.iterator().next())
                : answer;
    }

    private static CelUnknownSet missing(String label) {
        // CEL takes identifiers only for the root; what it is called stands below it.
        return CelUnknownSet.create(
                CelAttribute.create("account").qualify(CelAttribute.Qualifier.ofString(label)));
    }

    private static Set<String> labels(CelUnknownSet missing) {
        return missing.attributes().stream()
                .map(it -> it.qualifiers().getLast().asString())
                .collect(Collectors.toSet());
    }

    /** Makes a program of a checked and translated expression. */
    private static Program program(CelExpr root, Kind kind)
            throws CelValidationException, CelEvaluationException {
        CelAbstractSyntaxTree tree =
                CelAbstractSyntaxTree.newParsedAst(root, CelSource.newBuilder("").build());
        CelCompiler compiler = kind == Kind.NUMBER ? NUMBERS : CONDITIONS;
        return RUNTIME.createProgram(compiler.check(tree).getAst());
    }

    private static CelCompiler compiler(Kind result) {
        var declarations = new ArrayList<CelFunctionDecl>();
        for (String name :
                List.of(
                        Machine.ADD,
                        Machine.SUBTRACT,
                        Machine.MULTIPLY,
                        Machine.DIVIDE,
                        Machine.MIN,
                        Machine.MAX)) {
            declarations.add(
                    function(name, SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE));
        }
        declarations.add(function(Machine.HAS_DATA, SimpleType.BOOL, SimpleType.DYN));
        for (Kind kind : KINDS) {
            CelType type = kind.celType();
            declarations.add(function(Machine.ask(kind), type, SimpleType.INT));
            declarations.add(function(Machine.orElse(kind), type, type, type));
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
        bindings.add(ofTwo(Machine.ADD, (a, b) -> finite(a + b)));
        bindings.add(ofTwo(Machine.SUBTRACT, (a, b) -> finite(a - b)));
        bindings.add(ofTwo(Machine.MULTIPLY, (a, b) -> finite(a * b)));
        bindings.add(ofTwo(Machine.DIVIDE, CelMachine::divide));
        bindings.add(ofTwo(Machine.MIN, Math::min));
        bindings.add(ofTwo(Machine.MAX, Math::max));
        bindings.add(notStrict(Machine.HAS_DATA, 1, arguments -> isData(arguments[0])));
        for (Kind kind : KINDS) {
            bindings.add(CelFunctionBinding.from(Machine.ask(kind), Long.class, CelMachine::ask));
            bindings.add(
                    notStrict(
                            Machine.orElse(kind),
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
        return b == 0 ? missing("a division by zero") : finite(a / b);
    }

    // An infinite part would make a comparison true or false that nobody can answer.
    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : missing("a number that is too large");
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
