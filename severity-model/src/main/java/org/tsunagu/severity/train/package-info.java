// SPDX-License-Identifier: Apache-2.0
/// How the model is trained: rows at many cut times, trees by LightGBM, nets by Deeplearning4j,
/// calibration on what each member did not see. Nothing here runs on the ward.
@NullMarked
package org.tsunagu.severity.train;

import org.jspecify.annotations.NullMarked;
