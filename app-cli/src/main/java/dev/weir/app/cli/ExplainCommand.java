package dev.weir.app.cli;

import dev.weir.app.cli.output.PlanJson;
import dev.weir.app.cli.output.PlanText;
import dev.weir.app.cli.request.Request;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.core.Catalogue;
import dev.weir.core.StreamingPipelineExecutor;
import java.util.List;

/// `weir explain …`: the plan of a run.
final class ExplainCommand {
  private final Catalogue catalogue;
  private final Screen screen;

  ExplainCommand(Catalogue catalogue, Screen screen) {
    this.catalogue = catalogue;
    this.screen = screen;
  }

  int run(List<String> words) {
    var asked = new RequestParser(catalogue, screen.environment()).run("explain", words);
    if (!(asked instanceof Request.Run(var pipeline, var settings))) {
      return new CommandHelp(() -> catalogue, screen).within("explain", asked);
    }
    var json = new JsonTarget(settings, screen);
    var plan = new StreamingPipelineExecutor(catalogue, settings.config()).plan(pipeline);
    json.mustNotBe(plan.files());
    json.write(writer -> PlanJson.write(plan, writer));
    if (settings.tables()) {
      new PlanText(screen.out(), screen.width()).print(plan);
    }
    return ExitCode.COMPLETE;
  }
}
