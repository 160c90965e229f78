// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// What can be wrong with a row of a stay's file. Each is counted and the row left out, except
/// where said.
public enum Oddity {
    /// Neither three columns nor nothing.
    NOT_THREE_COLUMNS,
    /// Time is not hh:mm, or lies beyond [StayParser#LATEST_MINUTE].
    UNREADABLE_TIME,
    /// The second column is empty, as in some rows of the Challenge.
    EMPTY_PARAMETER,
    /// A parameter that is not among the 37 and the descriptors.
    UNKNOWN_PARAMETER,
    /// The third column is no finite number.
    UNREADABLE_VALUE,
    /// Earlier than the row before it; kept, and put in its place.
    OUT_OF_ORDER,
    /// More rows than [StayParser#MOST_OBSERVATIONS].
    TOO_MANY,
    /// No RecordID row; the file's name was taken.
    NO_RECORD_ID
}
