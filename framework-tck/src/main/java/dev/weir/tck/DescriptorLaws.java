package dev.weir.tck;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.DomainPlugin;
import dev.weir.api.OptionParser;
import dev.weir.api.PipelineException;
import dev.weir.api.ToolDescriptor;
import dev.weir.api.ToolRole;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The law of descriptors, DESCRIPTOR.
final class DescriptorLaws {
  private DescriptorLaws() {}

  static void descriptor(DomainPlugin plugin, String tool, List<Case> cases) {
    var found = plugin.tools().stream().filter(t -> t.name().equals(tool)).toList();
    Finding.unless(
        found.size() == 1,
        "the plugin lists "
            + found.size()
            + " tools of this name; it has "
            + plugin.tools().stream().map(ToolDescriptor::name).toList());
    var descriptor = found.getFirst();
    Finding.unless(
        plugin.tools().contains(descriptor), "the plugin lists another descriptor each time");
    sentences(descriptor);
    example(descriptor);
    options(descriptor);
    var produced = new LinkedHashSet<String>();
    for (var example : cases) {
      var fold = Fold.of(plugin, tool, example);
      var type = fold.tool().pipeline().getClass();
      Finding.unless(
          descriptor.role() == ToolRole.of(type)
              && descriptor.mode() == ChunkProcessingMode.of(type),
          "it says "
              + descriptor.role()
              + " and "
              + descriptor.mode()
              + ", the tool's class "
              + type.getSimpleName()
              + " is "
              + ToolRole.of(type)
              + " and "
              + ChunkProcessingMode.of(type));
      var result = fold.shown(fold.run().result());
      produced.addAll(result.tables().keySet());
      produced.addAll(result.values().keySet());
    }
    produces(descriptor, produced);
  }

  private static void sentences(ToolDescriptor descriptor) {
    var summary = descriptor.summary();
    Finding.unless(
        !summary.isBlank() && !summary.endsWith(".") && summary.lines().count() == 1,
        "the summary is to be one line without a full stop: '" + summary + "'");
    Finding.unless(!descriptor.description().isBlank(), "there is no description");
    Finding.unless(!descriptor.exactness().isBlank(), "it does not say how exact it is");
    descriptor
        .produces()
        .forEach((thing, sentence) ->
            Finding.unless(!sentence.isBlank(), "produces '" + thing + "' without a word"));
  }

  private static void example(ToolDescriptor descriptor) {
    var known = new LinkedHashSet<>(ToolDescriptor.RESERVED);
    descriptor.options().forEach(o -> known.add(o.name()));
    descriptor.fitOn().ifPresent(known::add);
    var own =
        Arrays.stream(descriptor.example().split(" then ", -1))
            .filter(
                part -> Arrays.asList(part.strip().split("\\s+", -1)).contains(descriptor.name()))
            .findFirst();
    Finding.unless(
        own.isPresent(), "the example does not call the tool: '" + descriptor.example() + "'");
    var words = own.orElseThrow().substring(own.orElseThrow().indexOf(descriptor.name()));
    for (var word : words.split("\\s+", -1)) {
      if (word.startsWith("--") && word.length() > 2) {
        var name = word.substring(2).replaceFirst("=.*", "");
        Finding.unless(known.contains(name), "the example uses --" + name + ", which is unknown");
      }
    }
  }

  private static void options(ToolDescriptor descriptor) {
    for (var option : descriptor.options()) {
      Finding.unless(!option.description().isBlank(), "--" + option.name() + " has no description");
      Finding.unless(
          !ToolDescriptor.RESERVED.contains(option.name()),
          "--" + option.name() + " belongs to the run");
      if (option.byDefault().isPresent()) {
        var text = option.byDefault().get();
        try {
          OptionParser.parse(descriptor.name(), List.of(option), Map.of(option.name(), text));
        } catch (PipelineException e) {
          throw new Finding("a default is not allowed: " + e.getMessage(), e);
        }
      }
    }
  }

  private static void produces(ToolDescriptor descriptor, Set<String> produced) {
    var stated = new LinkedHashSet<>(descriptor.produces().keySet());
    if (descriptor.role() != ToolRole.ANALYSIS) {
      stated.remove("rows");
    }
    Finding.unless(
        stated.equals(produced),
        "it states that it produces "
            + stated
            + ", the cases gave "
            + produced
            + (descriptor.role() == ToolRole.ANALYSIS ? "" : " (`rows`, what it emits, apart)"));
  }
}
