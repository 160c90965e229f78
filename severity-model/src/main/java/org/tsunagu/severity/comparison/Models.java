// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import org.tsunagu.severity.model.SeverityModel;

/// The models that may speak of a stay, none of which learned from it.
public record Models(SeverityModel ensemble, SeverityModel distilled) {}
