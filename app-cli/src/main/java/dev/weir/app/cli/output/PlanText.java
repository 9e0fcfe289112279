package dev.weir.app.cli.output;

import dev.weir.app.cli.output.TextTable.Head;
import dev.weir.core.Plan;
import java.io.PrintStream;
import java.util.List;

/// A plan for people: what is read and how often, each step with its memory, how the budget is
/// divided.
public final class PlanText {
  private static final int LABEL = 12;

  private final PrintStream out;
  private final int width;

  /// Prints there, within so many terminal cells.
  public PlanText(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  /// Prints the whole plan.
  public void print(Plan plan) {
    line("source", plan.source());
    line(
        "rows",
        plan.rows().isPresent()
            ? Numbers.count(plan.rows().getAsLong())
            : "not known before reading");
    line(
        "reads",
        plan.columnsRead().size()
            + " of "
            + Numbers.count(plan.schema().size(), "column")
            + colon(plan.columnsRead()));
    if (!plan.conditions().isEmpty()) {
      line("leaves out", "rows that do not meet " + String.join(" and ", plan.conditions()));
    }
    line(
        "order",
        plan.order().isEmpty() ? "as in the source" : "by " + String.join(", ", plan.order()));
    line(
        "scans",
        Numbers.count(plan.scans(), "scan")
            + " of the input"
            + (plan.scans() == 1 ? "" : " at most"));
    out.println();
    steps(plan);
    out.println();
    memory(plan);
    plan.notes().forEach(note -> line("note", note));
  }

  private void steps(Plan plan) {
    var table =
        new TextTable(
            new Head("#", true, true),
            Head.key("step"),
            Head.text("role"),
            Head.text("mode"),
            Head.number("scan"),
            Head.number("passes"),
            Head.text("by"),
            Head.text("fitted on"),
            Head.text("order"),
            Head.text("memory"),
            Head.text("columns"));
    int number = 0;
    for (var step : plan.steps()) {
      var name =
          step.name().equals(step.tool()) ? step.tool() : step.name() + " (" + step.tool() + ")";
      table.row(
          Integer.toString(++number),
          PlainText.escaped(name),
          PlainText.lower(step.role()),
          PlainText.lower(step.mode()),
          Integer.toString(step.scan()),
          Integer.toString(step.passes()),
          list(step.by()),
          step.fitOn().isEmpty() ? Cells.MISSING : PlainText.escaped(step.fitOn()),
          step.ordered() ? "needed" : "any",
          Numbers.bytes(step.stateBytes())
              + (step.bytesPerRow() > 0
                  ? " + " + Numbers.sensible(step.bytesPerRow()) + " B a row"
                  : ""),
          list(step.columns()));
    }
    table.print(out, width);
  }

  private void memory(Plan plan) {
    var memory = plan.memory();
    line(
        "memory",
        Numbers.bytes(memory.budgetBytes())
            + " in all: source "
            + Numbers.bytes(memory.sourceBytes())
            + ", a chunk "
            + Numbers.bytes(memory.chunkReserveBytes())
            + ", states of a block "
            + Numbers.bytes(memory.stateReserveBytes())
            + ", at most "
            + Numbers.count(memory.blocksInFlight(), "block")
            + " at a time; this plan needs at least "
            + Numbers.bytes(memory.leastBytes()));
    line(
        "grid",
        "chunks of at most "
            + Numbers.count(plan.grid().chunkRows(), "row")
            + " and about "
            + Numbers.bytes(plan.grid().chunkBytes())
            + ", blocks of "
            + Numbers.count(plan.grid().blockRows(), "row"));
  }

  private void line(String label, String text) {
    ToolText.wrapped(
        out, label + " ".repeat(LABEL - label.length()), PlainText.escaped(text), width);
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? Cells.MISSING : PlainText.escaped(String.join(", ", names));
  }

  private static String colon(List<String> names) {
    return names.isEmpty() ? "" : ": " + String.join(", ", names);
  }
}
