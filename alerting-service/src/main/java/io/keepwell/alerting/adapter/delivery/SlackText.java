package io.keepwell.alerting.adapter.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keepwell.model.alert.Alert;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.message.ContractJson;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what happened to an alert in a few words for a Slack channel. */
final class SlackText {

    /** Far below Slack's limits of 3,000 and 2,000 characters, escapes included. */
    private static final int LINE_MAX = 500;

    private static final int NAME_MAX = 150;
    private static final String CUT = "…";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private SlackText() {}

    static ObjectNode message(AlertChangedV1 told) {
        Alert alert = told.alert();
        String title = title(told);
        String line = escaped(alert.summary(), LINE_MAX);
        ObjectNode message = ContractJson.mapper().createObjectNode();
        message.put("text", title + ": " + line);
        ArrayNode blocks = message.putArray("blocks");
        blocks.addObject()
                .put("type", "section")
                .set("text", markdown("*%s*\n%s".formatted(title, line)));
        ArrayNode fields = blocks.addObject().put("type", "section").putArray("fields");
        AccountSnapshot account = alert.account();
        field(fields, "ARR", arr(account.arr()));
        field(fields, "Segment", account.segment());
        field(fields, "Owner", alert.owner() == null ? "nobody yet" : alert.owner());
        switch (told.change()) {
            case RESOLVED -> field(fields, "Resolved", resolved(told));
            case ESCALATED -> field(fields, "Involved now", involved(alert));
            case OVERDUE -> fields.add(markdown("*Was due*\n" + time(alert.respondBy())));
            default -> fields.add(markdown("*Respond by*\n" + time(alert.respondBy())));
        }
        return message;
    }

    private static String title(AlertChangedV1 told) {
        Alert alert = told.alert();
        String name = alert.account().name();
        String account = escaped(name == null ? told.accountId().value() : name, NAME_MAX);
        String severity = alert.severity().wireName();
        return switch (told.change()) {
            case RESOLVED -> "Resolved: %s (%s)".formatted(account, severity);
            case ESCALATED ->
                    "Escalated to step %d: %s (%s)"
                            .formatted(alert.escalationStep(), account, severity);
            case OVERDUE -> "Overdue: %s (%s)".formatted(account, severity);
            default -> "%s alert: %s".formatted(capital(severity), account);
        };
    }

    private static @Nullable String involved(Alert alert) {
        return alert.involved() == null ? null : String.join(", ", alert.involved());
    }

    private static String resolved(AlertChangedV1 told) {
        String reason = told.alert().reason() == null ? "" : told.alert().reason();
        return told.changedBy() == null ? reason : "by %s: %s".formatted(told.changedBy(), reason);
    }

    private static void field(ArrayNode fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(markdown("*%s*\n%s".formatted(name, escaped(value, LINE_MAX))));
        }
    }

    private static ObjectNode markdown(String text) {
        return ContractJson.mapper().createObjectNode().put("type", "mrkdwn").put("text", text);
    }

    private static @Nullable String arr(@Nullable BigDecimal arr) {
        return arr == null
                ? null
                : new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(arr);
    }

    /** In each reader's own zone; where that cannot be shown, in UTC. */
    private static String time(Instant at) {
        return "<!date^%d^{date_short_pretty} {time}|%s>"
                .formatted(at.getEpochSecond(), UTC.format(at));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Cuts before it escapes, so that nothing is cut in the middle of an escape. */
    static String escaped(String text, int lengthMax) {
        int length = text.codePointCount(0, text.length());
        String cut =
                length <= lengthMax
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, lengthMax - 1)) + CUT;
        return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
