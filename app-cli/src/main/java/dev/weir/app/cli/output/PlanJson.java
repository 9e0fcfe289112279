package dev.weir.app.cli.output;

import dev.weir.api.json.JsonWriter;
import dev.weir.core.Plan;

/// A plan as JSON; the shape is described in docs/cli.md.
public final class PlanJson {
  private PlanJson() {}

  /// Writes the whole object.
  public static void write(Plan plan, JsonWriter json) {
    json.object();
    json.name("source").value(plan.source());
    ResultJson.columns(json, plan.schema());
    json.name("rows");
    plan.rows().ifPresentOrElse(json::value, json::nothing);
    ResultJson.texts(json.name("columnsRead"), plan.columnsRead());
    ResultJson.texts(json.name("conditions"), plan.conditions());
    ResultJson.texts(json.name("order"), plan.order());
    json.name("scans").value(plan.scans());
    json.name("steps").array();
    plan.steps().forEach(step -> step(step, json));
    json.end();
    json.name("grid").lineObject();
    json.name("chunkRows").value(plan.grid().chunkRows());
    json.name("chunkBytes").value(plan.grid().chunkBytes());
    json.name("blockRows").value(plan.grid().blockRows()).end();
    memory(plan.memory(), json);
    ResultJson.texts(json.name("notes"), plan.notes());
    json.end();
  }

  private static void step(Plan.StepPlan step, JsonWriter json) {
    json.object();
    json.name("name").value(step.name());
    json.name("tool").value(step.tool());
    json.name("role").value(PlainText.lower(step.role()));
    json.name("mode").value(PlainText.lower(step.mode()));
    ResultJson.texts(json.name("by"), step.by());
    json.name("fitOn").value(step.fitOn());
    ResultJson.texts(json.name("columns"), step.columns());
    json.name("passes").value(step.passes());
    json.name("ordered").value(step.ordered());
    json.name("scan").value(step.scan());
    json.name("stateBytes").value(step.stateBytes());
    json.name("bytesPerRow").value(step.bytesPerRow());
    ResultJson.texts(json.name("output"), step.output());
    json.end();
  }

  private static void memory(Plan.Memory memory, JsonWriter json) {
    json.name("memory").object();
    json.name("budgetBytes").value(memory.budgetBytes());
    json.name("sourceBytes").value(memory.sourceBytes());
    json.name("chunkReserveBytes").value(memory.chunkReserveBytes());
    json.name("stateReserveBytes").value(memory.stateReserveBytes());
    json.name("blocksInFlight").value(memory.blocksInFlight());
    json.name("leastBytes").value(memory.leastBytes());
    json.end();
  }
}
