package io.keepwell.systemtests.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds answers to what the interface promises, and reads from them what became of the items. */
final class AnswerReader {

    private static final int ERRORS_FROM = 400;
    private static final int SERVER_ERRORS_FROM = 500;
    private static final int MALFORMED = 400;
    private static final int UNPROCESSABLE = 422;

    /** What the HTTP layer refuses before anybody has read the request has no body. */
    private static final Set<Integer> OF_HTTP = Set.of(400, 413, 414, 417, 431);

    /**
     * What the framework refuses before the resource is asked, whose words are those of problems.
     */
    private static final Set<Integer> OF_FRAMEWORK = Set.of(400, 405, 406, 415);

    private static final Pattern CODE = Pattern.compile("KW-\\d{4}");

    /** Names of classes, methods and settings of ours or of libraries, and traces of the stack. */
    private static final Pattern INSIDE =
            Pattern.compile(
                    "\\b(?:io|com|org|java|javax|jakarta|sun)\\.[a-z]+[\\w.]*\\.[A-Z]\\w+|\\w(?:Exception|Error)\\b|\\bat"
                        + " [\\w.$]+\\(|`[A-Z][a-z]+[A-Z]|\\b[A-Za-z]\\w+\\.\\w+\\(\\)|\\b[A-Z]\\w+\\.[A-Z_]{4,}\\b");

    /** A body that could not be read, of which nothing is kept. */
    private static final List<String> NOT_KEPT =
            List.of(
                    "the body is empty",
                    "the body is not gzip",
                    "a body must be at most",
                    "a batch must hold at most",
                    "a part of the request cannot be read");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Reads calls as leniently as the service does. */
    private static final JsonMapper LENIENT =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private AnswerReader() {}

    /** What an answer says. */
    static Claim read(Attempt attempt, Answer answer) throws BrokenPromise {
        if (answer.status() >= SERVER_ERRORS_FROM) {
            throw new BrokenPromise("the service failed");
        }
        var inside = INSIDE.matcher(answer.text());
        if (inside.find()) {
            throw new BrokenPromise("the answer tells of the inside: " + inside.group());
        }
        if (answer.text().isEmpty()) {
            return empty(attempt, answer);
        }
        return switch (attempt.dialect()) {
            case EVENTS -> events(answer);
            case SEGMENT -> segment(attempt, answer);
            case WEBHOOK, WEBHOOK_ONE_EACH ->
                    answer.status() < ERRORS_FROM ? receipt(answer, 202) : problem(answer);
            case SALESFORCE -> salesforce(answer);
            case ANYBODY -> anybody(answer);
        };
    }

    private static Claim empty(Attempt attempt, Answer answer) throws BrokenPromise {
        boolean isAllowed =
                attempt.method().equals("HEAD")
                        || (attempt.dialect() == Dialect.ANYBODY && answer.status() < ERRORS_FROM)
                        || ((attempt.mayBreak() || !attempt.isAddressed())
                                && OF_HTTP.contains(answer.status()));
        if (!isAllowed) {
            throw new BrokenPromise("the answer has no body");
        }
        return Claim.NOTHING;
    }

    private static Claim events(Answer answer) throws BrokenPromise {
        return answer.status() < ERRORS_FROM ? receipt(answer, 202) : problem(answer);
    }

    private static Claim receipt(Answer answer, int status) throws BrokenPromise {
        require(answer.status() == status, "must be answered with " + status);
        JsonNode receipt = json(answer, "application/json");
        Claim claim = Claim.of(count(receipt.path("accepted")), rejected(receipt.path("rejected")));
        // So a webhook's receipt says that the whole could not be read.
        return claim.equals(Claim.of(0, 1))
                        && receipt.at("/rejected/0/pointer").asText().isEmpty()
                        && receipt.at("/rejected/0/code").asText().equals("malformed")
                ? Claim.KEPT_WHOLE
                : claim;
    }

    private static Claim problem(Answer answer) throws BrokenPromise {
        JsonNode problem = json(answer, "application/problem+json");
        require(
                problem.path("status").asInt() == answer.status(),
                "the problem has another status");
        require(CODE.matcher(problem.path("code").asText()).matches(), "the problem has no code");
        for (String field : List.of("type", "title", "detail")) {
            require(!problem.path(field).asText().isBlank(), "the problem has no " + field);
        }
        return switch (answer.status()) {
            case MALFORMED -> unreadable(problem.path("detail").asText());
            case UNPROCESSABLE -> Claim.of(0, errors(problem));
            default -> Claim.NOTHING;
        };
    }

    private static Claim unreadable(String detail) {
        return NOT_KEPT.stream().anyMatch(detail::startsWith) ? Claim.NOTHING : Claim.KEPT_WHOLE;
    }

    /** Where there were several events, each error begins with its event's number. */
    private static int errors(JsonNode problem) throws BrokenPromise {
        require(!problem.path("errors").isEmpty(), "the problem names no errors");
        boolean isOfOne = problem.path("detail").asText().startsWith("the event was");
        var events = new HashSet<String>();
        for (JsonNode error : problem.path("errors")) {
            require(!error.path("detail").asText().isBlank(), "an error has no detail");
            events.add(isOfOne ? "" : error.path("pointer").asText().split("/", 3)[1]);
        }
        return events.size();
    }

    private static Claim segment(Attempt attempt, Answer answer) throws BrokenPromise {
        if (OF_FRAMEWORK.contains(answer.status())
                && answer.header("content-type").startsWith("application/problem+json")) {
            return problem(answer);
        }
        JsonNode said = json(answer, "application/json");
        boolean isFailure = answer.status() >= ERRORS_FROM;
        if (isFailure) {
            for (String field : List.of("code", "message", "error")) {
                require(!said.path(field).asText().isBlank(), "the failure has no " + field);
            }
        } else {
            require(answer.status() == 200, "must be answered with 200");
        }
        if (said.path("success").asBoolean()) {
            require(!isFailure, "a failure that says it is none");
            return success(attempt);
        }
        require(said.path("success").isBoolean(), "success is not said");
        if (said.has("rejected")) {
            return Claim.of(count(said.path("accepted")), rejected(said.path("rejected")));
        }
        require(isFailure, "a failure with the status of success");
        return answer.status() == MALFORMED
                ? unreadable(said.path("message").asText())
                : Claim.NOTHING;
    }

    /** It does not say how many there were; the body does. */
    private static Claim success(Attempt attempt) throws BrokenPromise {
        try {
            JsonNode calls = LENIENT.readTree(attempt.body().bytes()).path("batch");
            boolean isBatch = attempt.kind().contains("batch");
            int count = isBatch ? calls.size() : 1;
            boolean mayBePassedBy = attempt.source().startsWith("pages");
            return new Claim(mayBePassedBy ? 0 : count, count, 0, 0, true);
        } catch (IOException e) {
            throw new BrokenPromise("success of what is no JSON: " + e.getMessage());
        }
    }

    private static Claim salesforce(Answer answer) throws BrokenPromise {
        if (answer.status() >= ERRORS_FROM) {
            return problem(answer);
        }
        require(
                answer.status() == 200
                        && answer.header("content-type").startsWith("text/xml")
                        && answer.text().contains("<Ack>true</Ack>"),
                "must be an acknowledgement");
        return new Claim(0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, true);
    }

    private static Claim anybody(Answer answer) throws BrokenPromise {
        if (answer.status() < ERRORS_FROM) {
            return Claim.OPEN;
        }
        if (answer.header("content-type").startsWith("application/json")) {
            JsonNode said = json(answer, "application/json");
            require(said.path("success").isBoolean(), "a failure in nobody's words");
            // A library that wants to be strict is told of a failure where some are accepted.
            if (said.has("accepted")) {
                return Claim.OPEN;
            }
        } else {
            problem(answer);
        }
        return Claim.NOT_ACCEPTED;
    }

    private static int count(JsonNode number) throws BrokenPromise {
        require(number.isInt() && number.asInt() >= 0, "accepted is no number");
        return number.asInt();
    }

    private static int rejected(JsonNode list) throws BrokenPromise {
        require(list.isArray(), "rejected is no array");
        var items = new HashSet<Integer>();
        for (JsonNode one : list) {
            require(
                    one.path("index").isInt()
                            && one.path("pointer").isTextual()
                            && !one.path("code").asText().isBlank()
                            && !one.path("detail").asText().isBlank(),
                    "a rejection that does not say of what, where and why");
            items.add(one.path("index").asInt());
        }
        return items.size();
    }

    private static JsonNode json(Answer answer, String mediaType) throws BrokenPromise {
        require(
                answer.header("content-type").startsWith(mediaType),
                "must be %s, was %s".formatted(mediaType, answer.header("content-type")));
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            throw new BrokenPromise("the answer is no JSON: " + e.getMessage());
        }
    }

    private static void require(boolean holds, String otherwise) throws BrokenPromise {
        if (!holds) {
            throw new BrokenPromise(otherwise);
        }
    }
}
