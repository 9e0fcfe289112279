/// What Weir shows: aligned tables, JSON, CSV and files that appear only when whole.
///
/// [TextTable] knows nothing of Weir's types; [Cells] turns the cells of a chunk into text once for
/// people, once for JSON and once for CSV; the others put a thing each (a result, a plan, a tool,
/// pages of a query) into those forms.
package dev.weir.app.cli.output;
