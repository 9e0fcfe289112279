package dev.weir.app.cli.request;

import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words of a command line, read from left to right. `--name value`, `--name=value` and a bare
/// `--flag` are options; after `--` nothing is. Not for sharing between threads.
final class Words {
  private final List<String> words;
  private int next;
  private boolean optionsEnded;

  Words(List<String> words) {
    this.words = List.copyOf(words);
    skipEnd();
  }

  /// An option's name, and its value if both are one word.
  record Option(String name, Optional<String> attached) {}

  boolean hasNext() {
    return next < words.size();
  }

  boolean atOption() {
    var word = words.get(next);
    return !optionsEnded && word.startsWith("-") && word.length() > 1;
  }

  /// The next word, which is no option.
  String plain() {
    return take();
  }

  /// The word taken last, and those up to the next option, which stay to be read.
  List<String> since(String last) {
    var plain = new ArrayList<String>();
    plain.add(last);
    for (int w = next; w < words.size() && !words.get(w).startsWith("--"); w++) {
      plain.add(words.get(w));
    }
    return plain;
  }

  private String take() {
    var word = words.get(next++);
    skipEnd();
    return word;
  }

  private void skipEnd() {
    if (!optionsEnded && hasNext() && words.get(next).equals("--")) {
      optionsEnded = true;
      next++;
    }
  }

  /// The next word, an option.
  Option option() {
    var word = take();
    if (word.equals("-h")) {
      return new Option(RunOptions.HELP.name(), Optional.empty());
    }
    if (!word.startsWith("--")) {
      throw PipelineException.user(
          "option.unknown", "no option " + word + "; options are written --name or --name value");
    }
    int equals = word.indexOf('=');
    return equals < 0
        ? new Option(word.substring(2), Optional.empty())
        : new Option(word.substring(2, equals), Optional.of(word.substring(equals + 1)));
  }

  /// The option's value: attached, or the next word; a bare flag is true.
  ///
  /// @param place who has the option, for messages
  String value(String place, OptionDescriptor descriptor, Option option) {
    if (option.attached().isPresent()) {
      return option.attached().get();
    }
    if (descriptor.type() == OptionType.FLAG) {
      boolean said = hasNext() && List.of("true", "false").contains(words.get(next));
      return said ? take() : "true";
    }
    if (!hasNext() || (!optionsEnded && words.get(next).startsWith("--"))) {
      throw PipelineException.user(
          "option.value",
          place
              + ": --"
              + option.name()
              + " needs a value ("
              + descriptor.type().label()
              + ")"
              + (hasNext()
                  ? "; one that begins with -- is written --" + option.name() + "=…"
                  : ""));
    }
    return take();
  }
}
