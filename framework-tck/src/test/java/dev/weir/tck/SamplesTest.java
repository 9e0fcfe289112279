package dev.weir.tck;

import dev.weir.api.DomainPlugin;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/// Correct tools of every mode and role keep every law.
final class SamplesTest {
  abstract static class Sample extends ToolContract {
    private final String tool;
    private final List<Case> cases;

    Sample(String tool, Case... cases) {
      this.tool = tool;
      this.cases = List.of(cases);
    }

    @Override
    protected DomainPlugin plugin() {
      return new SamplePlugin();
    }

    @Override
    protected String tool() {
      return tool;
    }

    @Override
    protected List<Case> cases() {
      return cases;
    }
  }

  private static final Map<String, Object> X = Map.of("column", "x");

  @Nested
  @Group
  final class Totals extends Sample {
    Totals() {
      super(
          "sample.totals",
          Case.of("numbers", Map.of("columns", List.of("x", "y")), Data.numbers()).withScale(1e3),
          Case.of("all columns", Map.of(), Data.gaps()).withScale(1e9),
          Case.of("specials", Map.of("columns", "x,y"), Data.specials()).withScale(1e3),
          Case.of("rejecting", Map.of("columns", "x", "reject-below", -1.0), Data.gaps())
              .withScale(1e3));
    }
  }

  @Nested
  @Group
  final class LongestRise extends Sample {
    LongestRise() {
      super(
          "sample.longest-rise",
          Case.of("gaps", X, Data.gaps()),
          Case.of("duplicates", X, Data.duplicates()));
    }
  }

  @Nested
  @Group
  final class Ends extends Sample {
    Ends() {
      super(
          "sample.ends",
          Case.of("gaps", X, Data.gaps()),
          Case.of("ordered", Map.of("column", "x", "order", "n"), Data.gaps()),
          Case.of(
              "ordered, rejecting",
              Map.of("column", "x", "order", "k", "reject", true),
              Data.gaps()));
    }
  }

  @Nested
  @Group
  final class Variance extends Sample {
    Variance() {
      super(
          "sample.variance",
          Case.of("numbers", X, Data.numbers()).withScale(1e3),
          Case.of("big", X, Data.bigCounts()));
    }
  }

  @Nested
  @Group
  final class Words extends Sample {
    Words() {
      super(
          "sample.words",
          Case.of("mixed", Map.of("text", "city"), Data.mixed()),
          Case.of("duplicates", Map.of("text", "city"), Data.duplicates()));
    }
  }

  @Nested
  @Group
  final class Twofold extends Sample {
    Twofold() {
      super(
          "sample.twofold",
          Case.of("mixed", X, Data.mixed()),
          Case.of("rejecting", Map.of("column", "x", "reject", true), Data.gaps()));
    }
  }

  @Nested
  @Group
  final class Lag extends Sample {
    Lag() {
      super(
          "sample.lag",
          Case.of("mixed", X, Data.mixed()),
          Case.of(
              "ordered, rejecting",
              Map.of("column", "x", "order", "k", "reject", true),
              Data.gaps()));
    }
  }

  @Nested
  @Group
  final class Tens extends Sample {
    Tens() {
      super("sample.tens", Case.of("gaps", X, Data.gaps()).withScale(1e3));
    }
  }

  @Nested
  @Group
  final class Repeat extends Sample {
    Repeat() {
      super("sample.repeat", Case.of("mixed", Map.of("times", "n"), Data.mixed()));
    }
  }

  @Nested
  @Group
  final class Centre extends Sample {
    Centre() {
      super(
          "sample.centre",
          Case.of("mixed", X, Data.mixed()).withScale(1e3),
          Case.of("fitted elsewhere", X, Data.gaps()).withFitOn(Data.large(500)).withScale(1e3));
    }
  }

  @Nested
  @Group
  final class Flags extends Sample {
    Flags() {
      super("sample.flags", Case.of("mixed", Map.of("text", "city"), Data.mixed()));
    }
  }

  @Nested
  @Group
  final class Lookup extends Sample {
    Lookup() {
      super(
          "sample.lookup",
          Case.of("mixed", Map.of("text", "city"), Data.mixed()).withFitOn(Data.duplicates()));
    }
  }

  @Nested
  @Group
  final class Median extends Sample {
    Median() {
      super("sample.median", Case.of("mixed", X, Data.mixed()));
    }
  }

  @Nested
  @Group
  final class Below extends Sample {
    Below() {
      super(
          "sample.below",
          Case.of("gaps", X, Data.gaps()),
          Case.of("rejecting", Map.of("column", "x", "reject", true), Data.gaps()));
    }
  }
}
