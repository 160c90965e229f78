// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.util.List;
import java.util.Locale;

/// A line chart as SVG with a legend at the right; made once, then asked for its text.
final class LineChart {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 480;
    private static final int LEFT = 70;
    private static final int RIGHT = 640;
    private static final int TOP = 50;
    private static final int BOTTOM = 420;
    private static final int LEGEND_STEP = 24;

    private final StringBuilder body = new StringBuilder();
    private final String title;
    private final String horizontalName;
    private final String verticalName;
    private double fromX;
    private double toX;
    private double fromY;
    private double toY;
    private int lines;

    /// @param low lower end of its interval, the value itself when there is none
    record Point(double x, double y, double low, double high) {
        static Point of(double x, double y) {
            return new Point(x, y, y, y);
        }
    }

    LineChart(String title, String horizontalName, String verticalName) {
        this.title = title;
        this.horizontalName = horizontalName;
        this.verticalName = verticalName;
    }

    LineChart horizontal(double from, double to, double step) {
        fromX = from;
        toX = to;
        for (int i = 0; from + i * step <= to + step / 1e3; i++) {
            double value = from + i * step;
            add(
                    "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>",
                    x(value), BOTTOM + 20, label(value));
        }
        return this;
    }

    LineChart vertical(double from, double to, double step) {
        fromY = from;
        toY = to;
        for (int i = 0; from + i * step <= to + step / 1e3; i++) {
            double value = from + i * step;
            add(
                    "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>",
                    LEFT, RIGHT, y(value), y(value));
            add(
                    "<text x='%d' y='%.1f' text-anchor='end'>%s</text>",
                    LEFT - 8, y(value) + 4, label(value));
        }
        return this;
    }

    LineChart diagonal() {
        add(
                "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#999' stroke-dasharray='4'/>",
                x(fromX), y(fromX), x(toX), y(toX));
        return this;
    }

    LineChart line(String name, String colour, List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(String.format(Locale.ROOT, "%.1f %.1f ", x(point.x), y(point.y)));
            if (point.high > point.low) {
                add(
                        "<line x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f' stroke='%s' stroke-opacity='0.4'/>",
                        x(point.x), x(point.x), y(point.low), y(point.high), colour);
            }
            add("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", x(point.x), y(point.y), colour);
        }
        add(
                "<path d='%s' fill='none' stroke='%s' stroke-width='2'/>",
                path.toString().strip(), colour);
        int at = TOP + LEGEND_STEP * lines++;
        add("<rect x='%d' y='%d' width='14' height='4' fill='%s'/>", RIGHT + 20, at, colour);
        add("<text x='%d' y='%d'>%s</text>", RIGHT + 42, at + 7, name);
        return this;
    }

    String svg() {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif'"
                                + " font-size='13'>%n<rect width='100%%' height='100%%' fill='#fff'/>%n",
                        WIDTH,
                        HEIGHT)
                + text(LEFT, TOP - 22, 16, title)
                + text(LEFT, BOTTOM + 42, 13, horizontalName)
                + text(8, TOP - 6, 13, verticalName)
                + body
                + "</svg>\n";
    }

    private static String text(int x, int y, int size, String words) {
        return String.format(
                Locale.ROOT, "<text x='%d' y='%d' font-size='%d'>%s</text>%n", x, y, size, words);
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private double x(double value) {
        return LEFT + (value - fromX) / (toX - fromX) * (RIGHT - LEFT);
    }

    private double y(double value) {
        double inside = Math.clamp(value, fromY, toY);
        return BOTTOM - (inside - fromY) / (toY - fromY) * (BOTTOM - TOP);
    }

    private static String label(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }
}
