package dev.weir.app.cli.request;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.PipelineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Options that belong together, and the values given for them so far. Not for sharing between
/// threads.
final class Given {
  private final String place;
  private final List<OptionDescriptor> options;
  private final Map<String, Object> values = new LinkedHashMap<>();

  /// None given yet.
  ///
  /// @param place who has the options, for messages
  Given(String place, List<OptionDescriptor> options) {
    this.place = place;
    this.options = List.copyOf(options);
  }

  String place() {
    return place;
  }

  List<OptionDescriptor> options() {
    return options;
  }

  List<String> names() {
    return options.stream().map(OptionDescriptor::name).toList();
  }

  Optional<OptionDescriptor> find(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /// Also this value. A list may be given in parts; anything else only once.
  void add(OptionDescriptor option, String value) {
    var before = values.get(option.name());
    if (before != null && !option.type().isList()) {
      throw PipelineException.user(
          "option.twice",
          place + ": --" + option.name() + " is given twice, '" + before + "' and '" + value + "'");
    }
    values.put(option.name(), before == null ? value : before + "," + value);
  }

  /// Also this value, which nobody else gave.
  void put(String name, Object value) {
    values.put(name, value);
  }

  Map<String, Object> values() {
    return values;
  }
}
