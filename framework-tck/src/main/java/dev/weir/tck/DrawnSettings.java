package dev.weir.tck;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/// How often jqwik draws for a law, and from which seed.
final class DrawnSettings implements AroundPropertyHook {
  /// System property: draws for each law.
  static final String TRIES = "weir.tck.tries";

  /// System property: a number from which all draws follow, or `random`.
  static final String SEED = "weir.tck.seed";

  private static final int USUAL_TRIES = 24;

  /// Laws for which pipelines are run, which takes its time: half the tries.
  private static final Set<Law> RUNS = EnumSet.of(Law.THREADS, Law.GROUPS, Law.REJECT);

  /// For jqwik.
  DrawnSettings() {}

  /// From the class to its properties.
  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  /// Nearer to the property than jqwik's own defaults, of which an author may give others.
  @Override
  public int aroundPropertyProximity() {
    return 10;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    var method = context.targetMethod();
    if (method.getDeclaringClass() != ToolContract.class) {
      return property.execute();
    }
    var law = Law.valueOf(method.getName().toUpperCase(Locale.ROOT));
    var drawn = ((ToolContract) context.testInstance()).drawn();
    var attributes = context.attributes();
    attributes.setEdgeCases(EdgeCasesMode.NONE);
    if (!drawn.laws().concerns(law)) {
      attributes.setTries(1);
    } else if (attributes.tries().isEmpty()) {
      int tries = Integer.getInteger(TRIES, USUAL_TRIES);
      attributes.setTries(RUNS.contains(law) ? (tries + 1) / 2 : tries);
    }
    var seed = System.getProperty(SEED, "0");
    if (attributes.seed().isEmpty() && !seed.equals("random")) {
      attributes.setSeed(Long.toString(seed(drawn.laws().tool(), law, Long.parseLong(seed))));
    }
    return property.execute();
  }

  /// Other draws for each tool and law.
  private static long seed(String tool, Law law, long seed) {
    return (seed * 31 + tool.hashCode()) * 31 + law.name().hashCode();
  }
}
