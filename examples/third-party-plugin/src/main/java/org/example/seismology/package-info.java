/// Tools for catalogues of earthquakes: a row an event.
///
/// | tool | what | kind |
/// |---|---|---|
/// | [MagnitudeFrequency] `seismology.magnitude-frequency` | events a bin of magnitude, and where the catalogue begins to be complete | analysis |
/// | [BValue] `seismology.b-value` | the slope of the Gutenberg-Richter law | analysis |
/// | [InterEventTimes] `seismology.inter-event-times` | adds the time since the event before | transform, in order |
///
/// **Tips.** Ask for the magnitude of completeness first and give it to `b-value`; a slope that is
/// fitted below it is too small. Explosions and quarry blasts are no earthquakes: leave them out by
/// `cleaning.filter --where "type = 'earthquake'"`. Each tool can be run by region (`--by`).
///
/// **Traps.** Catalogues mix kinds of magnitude (ml, mb, mw), which are not the same measure.
/// Numbers that stand for "unknown", such as -9.9, are magnitudes to these tools unless they are
/// outside of what can be, [Magnitudes].
package org.example.seismology;
