package dev.weir.app.cli.request;

import dev.weir.api.NearestNames;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionParser;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The words after a command that has no steps.
///
/// @param options as its descriptors say
/// @param given those of them that were given, as they were written
/// @param plain the other words
public record CommandLine(OptionValues options, Map<String, String> given, List<String> plain) {
  /// Copies map and list.
  public CommandLine {
    given = Map.copyOf(given);
    plain = List.copyOf(plain);
  }

  /// Parses and checks.
  ///
  /// @param command its name, for messages: `weir tools`
  /// @param descriptors the options it has
  /// @throws PipelineException USER for an option that it does not have, or a value that is not
  ///   allowed
  public static CommandLine of(
      String command, List<OptionDescriptor> descriptors, List<String> all) {
    var words = new Words(all);
    var given = new LinkedHashMap<String, String>();
    var plain = new ArrayList<String>();
    while (words.hasNext()) {
      if (!words.atOption()) {
        plain.add(words.plain());
        continue;
      }
      var option = words.option();
      var descriptor =
          descriptors.stream()
              .filter(known -> known.name().equals(option.name()))
              .findFirst()
              .orElseThrow(() -> unknown(command, option.name(), descriptors));
      given.put(option.name(), words.value(command, descriptor, option));
    }
    return new CommandLine(OptionParser.parse(command, descriptors, given), given, plain);
  }

  private static PipelineException unknown(
      String command, String name, List<OptionDescriptor> descriptors) {
    var names = descriptors.stream().map(known -> "--" + known.name()).toList();
    return PipelineException.user(
        "option.unknown",
        command + " has no option --" + name + NearestNames.hint("--" + name, names));
  }

  /// Whether help is asked for in place of anything else.
  public boolean asksForHelp() {
    return options.flag(RunOptions.HELP.name());
  }
}
