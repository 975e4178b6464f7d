package io.keepwell.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages XML where its structure is: tags, texts, entities, declarations. */
final class XmlDamage {

    private static final Pattern TOKEN = Pattern.compile("<[^>]*>|[^<]+");

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "&lol;",
                    "&#0;",
                    "&#x1;",
                    "&#xD800;",
                    "&#x110000;",
                    "&#99999999999;",
                    "&#xFFFE;",
                    "&amp",
                    "&;",
                    "& ",
                    "&lt;a&gt;",
                    "&quot;&apos;",
                    "]]>",
                    "<![CDATA[",
                    "<![CDATA[]]>",
                    "<![CDATA[a]]]]><![CDATA[>b]]>",
                    "<!-- -- -->",
                    "<!--",
                    "<?x",
                    "<?xml version=\"1.0\"?>",
                    "<?php x?>",
                    "<",
                    ">",
                    "\u0000",
                    "\u0001",
                    "\ufffe",
                    "\ud83d\ude00",
                    "1e999",
                    "NaN",
                    "-1",
                    "99999999999999999999",
                    "2026-02-30T00:00:00Z",
                    "+1000000000-12-31T23:59:59.999999999Z",
                    "1969-12-31T23:59:59Z",
                    "true",
                    "x".repeat(201),
                    "x".repeat(1001),
                    "x".repeat(40_000),
                    "<a/>",
                    "<a>1</a>",
                    "<a:b/>",
                    "<xml/>",
                    "<a b=\"1\" b=\"2\"/>",
                    "<a b=1/>",
                    "<a b/>",
                    "<a xmlns:p=\"\"/>",
                    "<p:a xmlns:p=\"urn:p\" p:b=\"1\"/>",
                    "<a xmlns=\"http://www.w3.org/2000/xmlns/\"/>");

    private static final String LAUGHS =
            "<!DOCTYPE a [<!ENTITY l0 \"lol\"><!ENTITY l1"
                + " \"&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;\"><!ENTITY l2"
                + " \"&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;\"><!ENTITY lol \"&l2;&l2;&l2;&l2;&l2;\">]>";

    private static final List<String> DOCTYPES =
            List.of(
                    LAUGHS,
                    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
                    "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\">",
                    "<!DOCTYPE a [<!ENTITY lol SYSTEM \"file:///etc/passwd\">]>",
                    "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]>",
                    "<!DOCTYPE a [<!ENTITY lol \"&lol;\">]>",
                    "<!DOCTYPE a [<!ATTLIST order id CDATA \"x\">]>",
                    "<!DOCTYPE a [<!ELEMENT a ANY>]>",
                    "<!DOCTYPE",
                    "<!doctype html>");

    private static final List<String> DECLARATIONS =
            List.of(
                    "<?xml version=\"1.1\" encoding=\"UTF-8\"?>",
                    "<?xml version=\"2.0\"?>",
                    "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
                    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
                    "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>",
                    "<?xml version=\"1.0\" encoding=\"UTF-7\"?>",
                    "<?xml version=\"1.0\" encoding=\"nonsense\"?>",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"maybe\"?>",
                    "<?xml?>",
                    "",
                    " ");

    private XmlDamage() {}

    /** Never the same bytes. */
    static byte[] of(String xml, Chance chance) {
        byte[] damaged =
                switch (chance.below(10)) {
                    case 0 -> xml.getBytes(chance.oneIn(2) ? UTF_16 : UTF_16LE);
                    case 1 ->
                            xml.replaceFirst("<\\?xml[^>]*>\n", quoted(chance.of(DECLARATIONS)))
                                    .getBytes(UTF_8);
                    case 2 ->
                            xml.replaceFirst("\\?>", quoted("?>" + chance.of(DOCTYPES)))
                                    .replaceFirst(
                                            "acme-[a-z0-9]+", chance.oneIn(2) ? "&lol;" : "acme-7")
                                    .getBytes(UTF_8);
                    case 3 -> deep(xml, chance).getBytes(UTF_8);
                    case 4 -> crowded(xml, chance).getBytes(UTF_8);
                    default -> tokens(xml, chance).getBytes(UTF_8);
                };
        return damaged;
    }

    private static String deep(String xml, Chance chance) {
        int depth = chance.of(List.of(20, 24, 32, 33, 100, 1_000, 5_000));
        return before(
                xml, "<a>".repeat(depth) + (chance.oneIn(2) ? "</a>".repeat(depth) : ""), chance);
    }

    private static String crowded(String xml, Chance chance) {
        int count = chance.of(List.of(10, 500, 3_000));
        var attributes = new StringBuilder("<a");
        for (int at = 0; at < count; at++) {
            attributes.append(" a").append(at).append("=\"1\"");
        }
        return before(xml, attributes + "/>", chance);
    }

    private static String before(String xml, String inserted, Chance chance) {
        List<String> tokens = split(xml);
        tokens.add(2 + chance.below(tokens.size() - 2), inserted);
        return String.join("", tokens);
    }

    private static String tokens(String xml, Chance chance) {
        List<String> tokens = split(xml);
        int times = 1 + chance.below(3);
        for (int time = 0; time < times; time++) {
            int at = chance.below(tokens.size());
            String token = tokens.get(at);
            switch (chance.below(7)) {
                case 0 -> tokens.set(at, "");
                case 1 -> tokens.add(at, token);
                case 2 -> tokens.set(at, token.replaceFirst("(</?)\\w+", "$1p:x"));
                case 3 -> tokens.set(at, token.replaceFirst("\\s[\\w:]+=\"[^\"]*\"", ""));
                case 4 -> tokens.subList(at, tokens.size()).clear();
                default -> tokens.set(at, chance.of(TEXTS));
            }
            if (tokens.isEmpty()) {
                return "";
            }
        }
        String damaged = String.join("", tokens);
        return damaged.equals(xml) ? damaged + "<more/>" : damaged;
    }

    private static List<String> split(String xml) {
        return new ArrayList<>(TOKEN.matcher(xml).results().map(MatchResult::group).toList());
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
