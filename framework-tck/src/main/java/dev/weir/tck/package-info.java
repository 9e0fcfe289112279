/// The laws of the API as JUnit contract classes, for authors of tools.
///
/// Extend [dev.weir.tck.ToolContract] once for each tool: name the plugin, the tool and a few
/// [cases][dev.weir.tck.Case], that is options and rows. Every [law][dev.weir.tck.Law] that
/// concerns such a tool is then a test. A tool that breaks one gets a [dev.weir.tck.LawBroken]
/// whose message says the law, the place, what was expected, what happened, and how tools usually
/// come to it.
///
/// With jqwik on the test path most laws are properties too, of which rows and borders are drawn
/// and a failure is shrunk: see [dev.weir.tck.ToolContract].
///
/// **Rows** come from [dev.weir.tck.Data], the same each time, or from [dev.weir.tck.Tables],
/// column by column. Choose rows for which the tool has something to say: enough of them to cross
/// borders (300 do), missing cells, ties. Strange rows (none, one, NaN, extremes) need no case of
/// their own: the law EDGES derives them from each.
///
/// **Figures.** Counts, text and whole numbers must agree exactly, reals to 1e-12 of the largest of
/// 1, the figure and [dev.weir.tck.Case#scale], the sum of the magnitudes of what was summed.
/// Figures that the result lists in `exactness` are judged by their bound, or by the case's own
/// [checker][dev.weir.tck.Case.Checker].
///
/// **More than the laws.** [dev.weir.tck.Fold] calls a bound tool's methods by hand,
/// [dev.weir.tck.Refusal] asserts what it says to wrong input, [dev.weir.tck.Comparison] finds the
/// first place where two answers differ. [dev.weir.tck.Runs] runs whole pipelines and hands back
/// their rows, [dev.weir.tck.References] reads expected figures. [dev.weir.tck.Laws] has the laws
/// as plain methods.
///
/// Traps: a case on which a tool rejects no row says nothing about REJECT. A tool with randomness
/// takes it from `Binding.seed` and `Chunk.identity`, or CHUNKING, TWICE and GROUPS will not hold.
package dev.weir.tck;
