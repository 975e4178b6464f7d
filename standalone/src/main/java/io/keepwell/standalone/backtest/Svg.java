package io.keepwell.standalone.backtest;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plot as SVG within a page. Its colours are the page's, so that it is readable by day and by
 * night; what it shows stands in its title, for who cannot see it.
 */
final class Svg {

    private static final int WIDTH = 340;
    private static final int HEIGHT = 230;
    private static final int LEFT = 46;
    private static final int RIGHT = 10;
    private static final int TOP = 26;
    private static final int BOTTOM = 40;
    private static final int TICKS = 4;
    private static final double GAP = 0.2;

    private final StringBuilder svg = new StringBuilder();
    private final double xMax;
    private final double yMax;

    /**
     * An empty plot from 0 on.
     *
     * @param title what it shows
     * @param xLabel what is to the right
     * @param xMax how far it goes to the right
     * @param yMax how far it goes up
     */
    Svg(String title, String xLabel, double xMax, double yMax) {
        this.xMax = xMax <= 0 ? 1 : xMax;
        this.yMax = yMax <= 0 ? 1 : yMax;
        svg.append(
                "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"><title>%s</title>"
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, Html.escaped(title)));
        text(WIDTH / 2.0, 14, "middle", "title", title);
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "label", xLabel);
        line(x(0), y(0), x(this.xMax), y(0), "axis");
        line(x(0), y(0), x(0), y(this.yMax), "axis");
    }

    /** Marks upwards, in the unit that a format gives them. */
    Svg yTicks(String format, double factor) {
        for (int tick = 0; tick <= TICKS; tick++) {
            double at = yMax * tick / TICKS;
            line(x(0), y(at), x(xMax), y(at), "grid");
            text(
                    LEFT - 5,
                    y(at) + 4,
                    "end",
                    "tick",
                    String.format(Locale.ROOT, format, at * factor));
        }
        return this;
    }

    /** A mark to the right. */
    Svg xTick(double at, String name) {
        text(x(at), y(0) + 14, "middle", "tick", name);
        return this;
    }

    /** A mark under a bar. */
    Svg barTick(int bar, String name) {
        return xTick(bar + 0.5, name);
    }

    /** The diagonal of chance. */
    Svg diagonal() {
        line(x(0), y(0), x(xMax), y(yMax), "grid");
        return this;
    }

    /**
     * A line.
     *
     * @param series its number, which gives its colour
     * @param xs where its points are to the right
     * @param ys how high they are; where null, it is interrupted
     */
    Svg line(int series, List<Double> xs, List<@Nullable Double> ys) {
        var path = new StringBuilder();
        boolean goesOn = false;
        for (int at = 0; at < xs.size(); at++) {
            Double up = ys.get(at);
            if (up != null) {
                path.append(goesOn ? "L" : "M")
                        .append(shortly(x(xs.get(at))))
                        .append(' ')
                        .append(shortly(y(up)));
            }
            goesOn = up != null;
        }
        svg.append("<path class=\"line s%d\" d=\"%s\"/>".formatted(series, path));
        return this;
    }

    /** A bar of a group, of so many in the group. */
    Svg bar(int series, int of, int bar, double value, String says) {
        double width = (1 - GAP) / of;
        double from = x(bar + GAP / 2 + width * series);
        double to = x(bar + GAP / 2 + width * (series + 1));
        svg.append(
                "<rect class=\"bar s%d\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
                        .formatted(
                                series,
                                shortly(from),
                                shortly(y(value)),
                                shortly(to - from),
                                shortly(y(0) - y(value)),
                                Html.escaped(says)));
        return this;
    }

    /** The whole plot. */
    String end() {
        return svg + "</svg>\n";
    }

    private void line(double x1, double y1, double x2, double y2, String style) {
        svg.append(
                "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                        .formatted(style, shortly(x1), shortly(y1), shortly(x2), shortly(y2)));
    }

    private void text(double x, double y, String anchor, String style, String text) {
        svg.append(
                "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                        .formatted(style, shortly(x), shortly(y), anchor, Html.escaped(text)));
    }

    private double x(double value) {
        return LEFT + value / xMax * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / yMax * (HEIGHT - TOP - BOTTOM);
    }

    private static String shortly(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
