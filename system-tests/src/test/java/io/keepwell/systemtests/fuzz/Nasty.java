package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Values that readers of JSON have stumbled over, and those at each limit and one beyond it. */
final class Nasty {

    /** Each limit of lengths that the interface names, of depths and of counts. */
    private static final int[] LENGTHS = {99, 100, 101, 190, 191, 200, 201, 500, 501, 1000, 1001};

    private static final int[] DEPTHS = {29, 30, 31, 32, 33, 198, 199, 200, 201, 1000};
    private static final int[] COUNTS = {44, 45, 46, 50, 51, 52, 300, 2000};

    private static final List<byte[]> WORDS =
            raw(
                    "null",
                    "true",
                    "false",
                    "{}",
                    "[]",
                    "[[]]",
                    "\"\"",
                    "\" \"",
                    "\"null\"",
                    "undefined",
                    "True",
                    "'x'",
                    "x",
                    "/*c*/1",
                    "//c\n1",
                    "<x/>",
                    "",
                    ",",
                    ":",
                    "}",
                    "]",
                    "{",
                    "[",
                    "\"",
                    "\\",
                    "[1,]",
                    "{\"a\":1,}",
                    "{\"a\"}",
                    "{1:2}",
                    "{a:1}",
                    "1 2",
                    "\"a\" \"b\"",
                    "[null]",
                    "[{}]",
                    "{\"\":\"\"}",
                    "{\"__proto__\":{\"a\":1}}",
                    "{\"a\":{\"b\":{\"c\":[1,{\"d\":null}]}}}");

    private static final List<byte[]> NUMBERS =
            raw(
                    "0",
                    "-0",
                    "-0.0",
                    "1",
                    "-1",
                    "1.5",
                    "1e999",
                    "-1e999",
                    "1e-999",
                    "1E400",
                    "1e999999999",
                    "1e-999999999",
                    "1e2147483648",
                    "1E-2147483649",
                    "1e99999999999",
                    "NaN",
                    "-NaN",
                    "Infinity",
                    "-Infinity",
                    "+Infinity",
                    "9007199254740993",
                    "1000000000000",
                    "1000000000000.0000001",
                    "1000000000001",
                    "-1000000000001",
                    "0.0000005",
                    "0.00000049",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "253402300799999",
                    "253402300800000",
                    "-62135596800001",
                    "4294967296",
                    "0x10",
                    "01",
                    "-01",
                    ".5",
                    "5.",
                    "+1",
                    "1_000",
                    "1,5",
                    "--1",
                    "1e",
                    "1e+",
                    "-",
                    "\u0661",
                    "1f");

    private static final List<byte[]> TEXTS =
            raw(
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"a\\udfff\"",
                    "\"\\ud83d\\ude00\"",
                    "\"\\u200f\\u202e\"",
                    "\"\\ufeff\"",
                    "\"\\uffff\"",
                    "\"\\u0085\"",
                    "\"\\u2028\"",
                    "\"\\x41\"",
                    "\"\\u12\"",
                    "\"\\uZZZZ\"",
                    "\"\\\"",
                    "\"\\n\\t\\r\\b\\f\\/\"",
                    "\" a \"",
                    "\"\\u00a0a\"",
                    "\"\u00e4\u00df\u0130\u0131\ufb03\"",
                    "\"e\u0301\u0301\u0301\"",
                    "\"\ud83d\udc69\u200d\ud83d\udc67\"",
                    "\"../../etc/passwd\"",
                    "\"${jndi:ldap://x}\"",
                    "\"%s%n%d\"",
                    "\"{0}\"",
                    "\"'; DROP TABLE x;--\"",
                    "\"<script>\"",
                    "\"=1+1\"",
                    "\"#\"",
                    "\"a#b#c\"",
                    "\"a.b.c\"",
                    "\"A.B\"",
                    "\"1\"",
                    "\"1e999\"",
                    "\"NaN\"",
                    "\"true\"",
                    "\"2026-13-45\"",
                    "\"0\"");

    /** Bytes that no UTF-8 has, and some that only look so. */
    private static final List<byte[]> NO_UTF_8 =
            List.of(
                    quoted(0xED, 0xA0, 0x80),
                    quoted(0xED, 0xB0, 0x80, 0xED, 0xA0, 0x80),
                    quoted(0xC0, 0xAF),
                    quoted(0xC0, 0x80),
                    quoted(0xE0, 0x80, 0xAF),
                    quoted(0xF0, 0x80, 0x80, 0xAF),
                    quoted(0xF4, 0x90, 0x80, 0x80),
                    quoted(0xF8, 0x88, 0x80, 0x80, 0x80),
                    quoted(0xFE, 0xFF),
                    quoted(0xFF),
                    quoted(0x80),
                    quoted(0xC3),
                    quoted(0xE2, 0x82),
                    quoted(0x00),
                    quoted('a', 0x00, 'b'),
                    quoted(0x01),
                    quoted(0x1F),
                    quoted(0x0A),
                    quoted(0x7F),
                    quoted(0xC2, 0x85),
                    quoted(0xEF, 0xBB, 0xBF),
                    quoted(0xEF, 0xBF, 0xBF));

    private static final List<String> TIMES =
            List.of(
                    "1970-01-01T00:00:00Z",
                    "1969-12-31T23:59:59.999Z",
                    "0000-01-01T00:00:00Z",
                    "-0001-12-31T00:00:00Z",
                    "9999-12-31T23:59:59.999Z",
                    "9999-12-31T23:59:59.999999999Z",
                    "+10000-01-01T00:00:00Z",
                    "+1000000000-12-31T23:59:59.999999999Z",
                    "-1000000000-01-01T00:00:00Z",
                    "+1000000001-01-01T00:00:00Z",
                    "+9999999999-01-01T00:00:00Z",
                    "2026-02-29T00:00:00Z",
                    "2024-02-29T00:00:00Z",
                    "2026-00-01T00:00:00Z",
                    "2026-13-01T00:00:00Z",
                    "2026-04-31T00:00:00Z",
                    "2016-12-31T23:59:60Z",
                    "2026-01-01T24:00:00Z",
                    "2026-01-01T25:00:00Z",
                    "2026-01-01T00:60:00Z",
                    "2038-01-19T03:14:08Z",
                    "2026-01-01T00:00:00+18:00",
                    "2026-01-01T00:00:00+18:01",
                    "2026-01-01T00:00:00-23:59",
                    "2026-01-01T00:00:00+0100",
                    "2026-01-01T00:00:00+01",
                    "2026-01-01t00:00:00z",
                    "2026-01-01 00:00:00Z",
                    "2026-01-01T00:00:00",
                    "2026-01-01T00:00Z",
                    "2026-01-01",
                    "2026-1-1T0:0:0Z",
                    "2026-01-01T00:00:00.1234567890Z",
                    "2026-01-01T00:00:00,5Z",
                    "20260101T000000Z",
                    "2026-W01-1",
                    "1767225600",
                    "1767225600000",
                    "now",
                    " 2026-01-01T00:00:00Z ");

    /** How far from now, in milliseconds: around what may still lie in the future. */
    private static final long[] AROUND_NOW = {
        -1, 0, 1, 295_000, 305_000, 86_400_000, -400L * 86_400_000
    };

    private Nasty() {}

    /** Any value, or what stands there instead of one. */
    static byte[] value(Chance chance) {
        return switch (chance.below(12)) {
            case 0, 1 -> chance.of(WORDS);
            case 2, 3 -> chance.of(NUMBERS);
            case 4, 5 -> chance.of(TEXTS);
            case 6 -> chance.of(NO_UTF_8);
            case 7, 8 -> time(chance);
            case 9 -> longText(chance);
            case 10 -> digits(chance);
            default -> nested(chance);
        };
    }

    /** A name, mostly in its quotes. */
    static byte[] name(Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> chance.of(TEXTS);
            case 1 -> chance.of(NO_UTF_8);
            case 2 -> longText(chance);
            case 3 -> chance.of(WORDS);
            default -> ("\"x" + chance.below(1_000_000_000) + "\"").getBytes(UTF_8);
        };
    }

    /** Members, from one to more than anything may have. */
    static byte[] members(Chance chance) {
        int count = chance.oneIn(4) ? COUNTS[chance.below(COUNTS.length)] : 1 + chance.below(3);
        byte[] value = count > 3 ? "1".getBytes(UTF_8) : value(chance);
        var members = new Bytes();
        for (int at = 0; at < count; at++) {
            members.add(at == 0 ? "" : ",").add("\"m" + at + "\":").add(value);
        }
        return members.toArray();
    }

    /** Bytes that are no text. */
    static byte[] noText(Chance chance) {
        return chance.of(NO_UTF_8);
    }

    private static byte[] time(Chance chance) {
        String time =
                chance.oneIn(3)
                        ? Instant.now()
                                .plusMillis(AROUND_NOW[chance.below(AROUND_NOW.length)])
                                .toString()
                        : chance.of(TIMES);
        return ("\"" + time + "\"").getBytes(UTF_8);
    }

    private static byte[] longText(Chance chance) {
        int length = LENGTHS[chance.below(LENGTHS.length)];
        if (chance.oneIn(20)) {
            length = chance.oneIn(2) ? 10_001 : 33_000;
        }
        String character =
                chance.of(List.of("a", "a", "\u00e4", "\u20ac", "\ud83d\ude00", " ", "\\u0041"));
        return ("\"" + character.repeat(length) + "\"").getBytes(UTF_8);
    }

    private static byte[] digits(Chance chance) {
        int length = LENGTHS[chance.below(LENGTHS.length)];
        String digits = chance.of(List.of("9", "0", "12")).repeat(length);
        return chance.of(
                        List.of(
                                "1" + digits,
                                "1." + digits,
                                "-1" + digits,
                                "0." + digits,
                                "1e" + digits))
                .getBytes(UTF_8);
    }

    private static byte[] nested(Chance chance) {
        int depth = chance.oneIn(50) ? 16_000 : DEPTHS[chance.below(DEPTHS.length)];
        return switch (chance.below(3)) {
            case 0 -> ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
            case 1 -> ("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)).getBytes(UTF_8);
            default -> "[".repeat(depth).getBytes(UTF_8);
        };
    }

    private static List<byte[]> raw(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    private static byte[] quoted(int... bytes) {
        var text = new Bytes().add("\"a");
        IntStream.of(bytes).forEach(it -> text.add(new byte[] {(byte) it}));
        return text.add("\"").toArray();
    }
}
