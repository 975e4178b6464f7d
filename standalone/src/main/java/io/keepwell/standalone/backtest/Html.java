package io.keepwell.standalone.backtest;

import java.util.List;

/** Parts of a page. */
final class Html {

    /** What every page begins with: nothing of it is fetched from anywhere. */
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>$title</title>
            <style>
            :root { color-scheme: light dark; --ink: #1d2430; --soft: #667085; --line: #d5dae2; --paper: #ffffff;
              --s0: #2563c9; --s1: #98a1b0; --s2: #c2621b; --s3: #2b8a4b; --s4: #8b46b8; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e8ebf0; --soft: #9aa4b5; --line: #38414f; --paper: #14181f;
                --s0: #6ea3ff; --s1: #77818f; --s2: #f09a57; --s3: #63c585; --s4: #c591ea; }
            }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; } p { max-width: 46rem; }
            .plots { display: flex; flex-wrap: wrap; gap: 12px; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; margin: .5rem 0; }
            th, td { padding: 3px 10px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
            th { color: var(--soft); font-weight: 600; } th:first-child, td:first-child { text-align: left; }
            svg text { fill: var(--ink); font-size: 11px; } svg .title { font-weight: 600; font-size: 12px; }
            svg .tick, svg .label { fill: var(--soft); } svg .axis { stroke: var(--soft); }
            svg .grid { stroke: var(--line); stroke-dasharray: 2 3; } svg .line { fill: none; stroke-width: 1.8; }
            .line.s0 { stroke: var(--s0); } .line.s1 { stroke: var(--s1); } .line.s2 { stroke: var(--s2); }
            .line.s3 { stroke: var(--s3); } .line.s4 { stroke: var(--s4); }
            .bar.s0, .key.s0 { fill: var(--s0); background: var(--s0); } .bar.s1, .key.s1 { fill: var(--s1); background: var(--s1); }
            .bar.s2, .key.s2 { fill: var(--s2); background: var(--s2); } .bar.s3, .key.s3 { fill: var(--s3); background: var(--s3); }
            .bar.s4, .key.s4 { fill: var(--s4); background: var(--s4); }
            .key { display: inline-block; width: .8em; height: .8em; margin: 0 .4em 0 1.2em; border-radius: 2px; }
            </style>
            </head>
            <body>
            """;

    private static final String END = "</body>\n</html>\n";

    private final StringBuilder page;

    Html(String title) {
        page = new StringBuilder(HEAD.replace("$title", escaped(title)));
        page.append("<h1>%s</h1>\n".formatted(escaped(title)));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    Html heading(String text) {
        page.append("<h2>%s</h2>\n".formatted(escaped(text)));
        return this;
    }

    Html paragraph(String text) {
        page.append("<p>%s</p>\n".formatted(escaped(text)));
        return this;
    }

    /** What each colour stands for. */
    Html legend(List<String> names) {
        page.append("<p>");
        for (int series = 0; series < names.size(); series++) {
            page.append(
                    "<span class=\"key s%d\"></span>%s"
                            .formatted(series, escaped(names.get(series))));
        }
        page.append("</p>\n");
        return this;
    }

    Html plots(List<String> plots) {
        page.append("<div class=\"plots\">\n");
        plots.forEach(page::append);
        page.append("</div>\n");
        return this;
    }

    /** A table; the first row is its head. */
    Html table(List<List<String>> rows) {
        page.append("<div class=\"wide\"><table>\n");
        String cell = "th";
        for (List<String> row : rows) {
            page.append("<tr>");
            for (String text : row) {
                page.append("<%s>%s</%s>".formatted(cell, escaped(text), cell));
            }
            page.append("</tr>\n");
            cell = "td";
        }
        page.append("</table></div>\n");
        return this;
    }

    String end() {
        return page + END;
    }
}
