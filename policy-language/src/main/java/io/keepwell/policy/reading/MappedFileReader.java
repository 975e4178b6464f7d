package io.keepwell.policy.reading;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.expression.RowExpression;
import io.keepwell.policy.expression.RowKind;
import io.keepwell.policy.expression.RowNames;
import io.keepwell.policy.mapping.MappedEvent;
import io.keepwell.policy.mapping.MappedFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a mapping says of its files. */
final class MappedFileReader {

    private static final Shape FILE =
            Shape.of(
                    "file",
                    "id: accounts",
                    "name: accounts.csv",
                    "delimiter: ';'",
                    "encoding: UTF-8",
                    "columns: [account_id, account_name]",
                    "rowId: account_id",
                    "account: account_id",
                    "events: [{type: account.updated, occurredAt: now(), attributes: {…}}]");

    private static final String WITH_HEADING =
            "Give it one of letters, digits and '_', and its heading beside it:"
                    + " 'columns: {account_name: Account Name}'.";

    private static final char DELIMITER = ',';

    private final Report report;
    private final MappedEventReader events;
    private final Ids ids = new Ids("file", "Give one of the two another id.");

    MappedFileReader(Report report, EventCatalogue catalogue) {
        this.report = report;
        this.events = MappedEventReader.ofFiles(report, catalogue);
    }

    /** The files as they are written. */
    List<Fields> declared(Yaml.@Nullable Sequence list) {
        List<Fields> declared = Fields.all(list, FILE, report);
        declared.forEach(file -> {
            file.require("id", "name", "columns");
            ids.add(file.isText("id", "") ? null : file.id("id"), file.placeOf("id"), report);
        });
        return declared;
    }

    /** The columns of a file, each with its heading, in order. */
    Map<String, String> columns(Fields file) {
        Map<String, String> columns = new LinkedHashMap<>();
        if (file.isList("columns")) {
            for (Yaml.Scalar column : file.oneOrMore("columns")) {
                if (CellNames.check(column.text(), column.place(), WITH_HEADING, report)
                        && columns.put(column.text(), column.text()) != null) {
                    report.add(
                            column.place(),
                            "the column '%s' is listed twice".formatted(column.text()),
                            "Remove one of the two.");
                }
            }
            return columns;
        }
        Fields named = file.named("columns", "columns", name -> name + ": Heading in the file");
        if (named != null) {
            named.keys()
                    .forEach((name, place) -> {
                        String heading = named.text(name);
                        if (CellNames.check(name, place, WITH_HEADING, report) && heading != null) {
                            columns.put(name, heading);
                        }
                    });
        }
        return columns;
    }

    /** The files; fewer after problems. */
    List<MappedFile> read(
            List<Fields> declared,
            Map<String, Map<String, String>> columns,
            Map<String, RowNames.Table> tables) {
        List<MappedFile> files = new ArrayList<>();
        for (Fields fields : declared) {
            String id = fields.isText("id", "") ? null : fields.id("id");
            String name = fields.text("name");
            if (name != null && (name.contains("/") || name.contains("\\"))) {
                fields.problem(
                        "name",
                        "'name' must be the name of a file, without a folder",
                        "Write it as in 'accounts.csv' or 'usage-*.csv'.");
            }
            Map<String, String> its = columns.getOrDefault(id == null ? "" : id, Map.of());
            var formulas =
                    new RowFormulas(RowNames.ofColumns(List.copyOf(its.keySet()), tables), report);
            RowExpression account = formulas.of(fields, "account", RowKind.TEXT);
            RowExpression rowId = formulas.of(fields, "rowId", RowKind.TEXT);
            List<MappedEvent> made =
                    events.read(
                            fields,
                            formulas,
                            new MappedEventReader.Common(
                                    rowId == null ? formulas.rowHash() : rowId,
                                    account,
                                    null,
                                    null));
            if (id != null && name != null) {
                files.add(new MappedFile(id, name, delimiter(fields), charset(fields), its, made));
            }
        }
        return files;
    }

    private static char delimiter(Fields fields) {
        String text = fields.has("delimiter") ? delimiterText(fields) : null;
        return text == null ? DELIMITER : text.charAt(0);
    }

    private static @Nullable String delimiterText(Fields fields) {
        Yaml.Scalar scalar = fields.formula("delimiter");
        if (scalar == null) {
            return null;
        }
        if (scalar.text().length() != 1 || "\"\r\n".contains(scalar.text())) {
            fields.problem(
                    "delimiter",
                    "'delimiter' must be one character, and neither a quote nor a line end",
                    "Write it as in \"delimiter: ';'\", or \"\\t\" in double quotes for a tab.");
            return null;
        }
        return scalar.text();
    }

    private static Charset charset(Fields fields) {
        String name = fields.text("encoding");
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            fields.problem(
                    "encoding",
                    "there is no encoding '%s'".formatted(name),
                    "Write UTF-8, ISO-8859-1 or windows-1252, for example.");
            return StandardCharsets.UTF_8;
        }
    }
}
