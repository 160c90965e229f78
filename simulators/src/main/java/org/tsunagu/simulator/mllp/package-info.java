// SPDX-License-Identifier: Apache-2.0
/// The sending end of HL7 v2 over MLLP, as bedside monitors and a ward's admission desk speak it:
/// own text writer, acknowledgements, retries.
@NullMarked
package org.tsunagu.simulator.mllp;

import org.jspecify.annotations.NullMarked;
