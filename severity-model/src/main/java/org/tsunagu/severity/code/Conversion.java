// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import org.tsunagu.severity.published.Item;

/// How a number in one unit becomes the input's own: less `offset`, times `multiply`, divided by
/// `divide`. A number in the input's own unit keeps its bits, and a per cent divided by 100 is the
/// nearest fraction there is, which a multiplication by 0.01 would miss.
public record Conversion(double offset, double multiply, double divide) {
    public static final Conversion NONE = new Conversion(0, 1, 1);

    public Conversion {
        if (!Double.isFinite(offset)
                || !(Double.isFinite(multiply) && multiply > 0)
                || !(Double.isFinite(divide) && divide > 0)) {
            throw new IllegalArgumentException(
                    "(value - " + offset + ") * " + multiply + " / " + divide);
        }
    }

    /// @param value finite
    double apply(double value, Input input) {
        if (input instanceof Input.Asked(Item item) && item == Item.SUPPLEMENTAL_OXYGEN) {
            return value > 0 ? 1 : 0;
        }
        return equals(NONE) ? value : (value - offset) * multiply / divide;
    }
}
