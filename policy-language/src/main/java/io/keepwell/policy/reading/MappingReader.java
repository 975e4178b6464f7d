package io.keepwell.policy.reading;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.policy.PolicyRef;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.expression.RowKind;
import io.keepwell.policy.expression.RowNames;
import io.keepwell.policy.mapping.DateFormats;
import io.keepwell.policy.mapping.Lookup;
import io.keepwell.policy.mapping.MappedFile;
import io.keepwell.policy.mapping.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a document of kind Mapping, which says how the files of an export become events. */
public final class MappingReader {

    /** The kind of its documents. */
    public static final String KIND = "Mapping";

    private static final Shape MAPPING =
            Shape.ofDocument(
                    KIND,
                    "crm-export",
                    "dates: {formats: [yyyy-MM-dd]}",
                    "lookups: [{id: contracts, file: contracts, key: contract_id, values: {…}}]",
                    "files: [{id: accounts, name: accounts.csv, columns: […], events: […]}]");

    private static final Shape LOOKUP =
            Shape.of(
                    "lookup",
                    "id: contracts",
                    "file: contracts",
                    "key: contract_id",
                    "values: {account: account_id}",
                    "sums: {arr: number(arr)}");

    private final Sheet sheet;
    private final Report report;
    private final MappedFileReader files;
    private final Map<String, RowNames.Table> tables = new LinkedHashMap<>();
    private final Ids lookupIds = new Ids("lookup", "Give one of the two another id.");

    private MappingReader(Sheet sheet, EventCatalogue catalogue) {
        this.sheet = sheet;
        this.report = sheet.report();
        this.files = new MappedFileReader(report, catalogue);
    }

    /**
     * Reads a mapping.
     *
     * @param document of kind {@value #KIND}
     * @param catalogue the well-known event types and traits
     * @return the mapping, or all that is wrong with it
     */
    public static PolicyResult<Mapping> read(PolicyDocument document, EventCatalogue catalogue) {
        var report = new Report(document.file());
        Optional<Sheet> opened = Sheet.open(document, report);
        Mapping mapping =
                opened.isEmpty() ? null : new MappingReader(opened.get(), catalogue).read();
        List<PolicyProblem> problems = report.all();
        if (mapping == null || !problems.isEmpty()) {
            return new PolicyResult.Refused<>(problems);
        }
        return new PolicyResult.Accepted<>(mapping);
    }

    /** Null after problems, though not after all of them. */
    private @Nullable Mapping read() {
        if (!sheet.document().kind().equals(KIND)) {
            report.add(
                    sheet.placeOf("kind"),
                    "this is no mapping",
                    "Name a file with a document of kind %s.".formatted(KIND));
            return null;
        }
        var document = new Fields(sheet.root(), MAPPING, report);
        document.require("dates", "files");
        document.description();
        DateFormats dates = DatesReader.read(document);
        List<Fields> declared = files.declared(document.list("files"));
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        declared.forEach(file -> {
            String id = file.id("id");
            if (id != null) {
                columns.put(id, files.columns(file));
            }
        });
        List<Lookup> lookups = lookups(document, columns);
        List<MappedFile> mapped = files.read(declared, columns, tables);
        return dates == null || mapped.isEmpty()
                ? null
                : new Mapping(
                        new PolicyRef(sheet.document().id(), sheet.document().version()),
                        dates,
                        lookups,
                        mapped);
    }

    private List<Lookup> lookups(Fields document, Map<String, Map<String, String>> columns) {
        List<Lookup> lookups = new ArrayList<>();
        var known = new Known("file", columns.keySet());
        for (Fields fields : Fields.all(document.list("lookups"), LOOKUP, report)) {
            fields.require("id", "file", "key");
            String id = fields.id("id");
            lookupIds.add(id, fields.placeOf("id"), report);
            String file = fields.id("file");
            if (!fields.isMeant("values") && !fields.isMeant("sums")) {
                report.add(
                        fields.place(),
                        "the lookup has nothing to give",
                        "Add a line such as 'values: {account: account_id}'.");
            }
            // What has problems can be asked for all the same: they have been said.
            if (id != null) {
                tables.put(id, new RowNames.Table(names(fields, "values"), names(fields, "sums")));
            }
            if (file == null || !known.check(file, fields.placeOf("file"), report)) {
                continue;
            }
            var formulas =
                    new RowFormulas(
                            RowNames.ofColumns(
                                    List.copyOf(columns.getOrDefault(file, Map.of()).keySet()),
                                    Map.of()),
                            report);
            RowExpression key = formulas.of(fields, "key", RowKind.TEXT);
            Map<String, RowExpression> values = named(fields, "values", RowKind.TEXT, formulas);
            Map<String, RowExpression> sums = named(fields, "sums", RowKind.NUMBER, formulas);
            if (id != null && key != null) {
                lookups.add(new Lookup(id, file, key, values, sums));
            }
        }
        return lookups;
    }

    private static Set<String> names(Fields lookup, String key) {
        Fields fields = lookup.named(key, key, name -> name + ": account_id");
        return fields == null ? Set.of() : fields.keys().keySet();
    }

    private static Map<String, RowExpression> named(
            Fields lookup, String key, RowKind kind, RowFormulas formulas) {
        Map<String, RowExpression> found = new LinkedHashMap<>();
        Fields fields =
                lookup.named(
                        key,
                        key,
                        name -> name + (kind == RowKind.NUMBER ? ": number(arr)" : ": account_id"));
        Set<String> names = fields == null ? Set.of() : fields.keys().keySet();
        for (String name : names) {
            RowExpression expression = fields == null ? null : formulas.of(fields, name, kind);
            if (expression != null) {
                found.put(name, expression);
            }
        }
        return found;
    }
}
