package dev.weir.app.cli;

import dev.weir.api.PipelineException;
import dev.weir.api.json.JsonWriter;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.output.SafeFile;
import dev.weir.app.cli.request.CommandLine;
import dev.weir.app.cli.request.RunOptions;
import dev.weir.core.Catalogue;
import java.util.List;
import java.util.function.Supplier;

/// `weir doctor [--json]`.
final class DoctorCommand {
  private final Supplier<Catalogue> discovery;
  private final Screen screen;

  DoctorCommand(Supplier<Catalogue> discovery, Screen screen) {
    this.discovery = discovery;
    this.screen = screen;
  }

  int run(List<String> words) {
    var line = CommandLine.of("weir doctor", RunOptions.DOCTOR, words);
    if (line.asksForHelp()) {
      return new CommandHelp(discovery, screen).command(Command.DOCTOR.word());
    }
    if (!line.plain().isEmpty()) {
      throw PipelineException.user(
          "words.extra", "weir doctor takes no '" + String.join(" ", line.plain()) + "'");
    }
    var findings = new Diagnosis(discovery, screen.environment()).findings();
    boolean fault = findings.stream().anyMatch(f -> f.state() == Diagnosis.State.FAULT);
    if (line.options().flag("json")) {
      SafeFile.through(screen.out(), to -> json(findings, fault, new JsonWriter(to)));
    } else {
      findings.forEach(this::print);
    }
    return fault ? ExitCode.INTERNAL : ExitCode.COMPLETE;
  }

  private void print(Diagnosis.Finding finding) {
    var mark =
        switch (finding.state()) {
          case OK -> "ok   ";
          case NOTE -> "note ";
          case FAULT -> "FAULT";
        };
    var lead = mark + "  " + finding.name() + " ".repeat(16 - finding.name().length());
    screen.out().println(lead + PlainText.escaped(finding.text()));
    if (!finding.cure().isEmpty()) {
      screen.out().println(" ".repeat(lead.length()) + PlainText.escaped(finding.cure()));
    }
  }

  private static void json(List<Diagnosis.Finding> findings, boolean fault, JsonWriter json) {
    json.object();
    json.name("status").value(fault ? "fault" : "ok");
    json.name("checks").array();
    for (var finding : findings) {
      json.object();
      json.name("name").value(finding.name());
      json.name("state").value(PlainText.lower(finding.state()));
      json.name("text").value(finding.text());
      if (!finding.cure().isEmpty()) {
        json.name("cure").value(finding.cure());
      }
      json.name("facts").lineObject();
      finding
          .facts()
          .forEach((name, value) -> {
            json.name(name);
            if (value instanceof Long number) {
              json.value(number);
            } else {
              json.value(value.toString());
            }
          });
      json.end();
      json.end();
    }
    json.end();
    json.end();
  }
}
