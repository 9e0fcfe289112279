package dev.weir.core.discovery;

import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineException;
import dev.weir.api.plugin.Api;
import dev.weir.api.plugin.PluginIndex;
import dev.weir.api.plugin.ToolEntry;
import dev.weir.api.plugin.VersionRange;
import dev.weir.core.plugins.PluginState;
import dev.weir.core.plugins.PluginStatus;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A plugin by its index, and how to start it. May be shared between threads; it is started once.
public final class FoundPlugin {
  private static final Version API = Version.parse(Api.VERSION);

  private final PluginIndex index;
  private final String location;
  private final Callable<DomainPlugin> start;
  private @Nullable DomainPlugin started;
  private PluginState state;
  private String reason;
  private String cure;

  private FoundPlugin(
      PluginIndex index,
      String location,
      Callable<DomainPlugin> start,
      PluginState state,
      String reason,
      String cure) {
    this.index = index;
    this.location = location;
    this.start = start;
    this.state = state;
    this.reason = reason;
    this.cure = cure;
  }

  /// A plugin whose index was read.
  ///
  /// @param location its jar or folder
  /// @param start makes it; may throw anything
  public static FoundPlugin of(PluginIndex index, String location, Callable<DomainPlugin> start) {
    if (!index.api().contains(API)) {
      return new FoundPlugin(
          index,
          location,
          start,
          PluginState.INCOMPATIBLE,
          "it needs version " + index.api() + " of Weir's API, this is " + Api.VERSION,
          "install a version of the plugin that is made for " + Api.VERSION);
    }
    return new FoundPlugin(index, location, start, PluginState.DISCOVERED, "", "");
  }

  /// A plugin that is there already.
  public static FoundPlugin of(DomainPlugin plugin) {
    var type = plugin.getClass();
    var module = type.getModule();
    var descriptor = module.getDescriptor();
    var index =
        new PluginIndex(
            type.getName(),
            module.isNamed() ? module.getName() : type.getName(),
            descriptor == null ? "" : descriptor.rawVersion().orElse(""),
            VersionRange.compatibleWith(Api.VERSION),
            plugin.tools().stream().map(ToolEntry::of).toList());
    var found = of(index, "", () -> plugin);
    found.started = plugin;
    found.state = PluginState.ACTIVE;
    return found;
  }

  /// What should have been a plugin.
  ///
  /// @param name of the file or of the class, if that is all that is known
  public static FoundPlugin broken(
      String name, String location, PluginState state, String reason, String cure) {
    var index =
        new PluginIndex(name, name, "", VersionRange.compatibleWith(Api.VERSION), List.of());
    return new FoundPlugin(
        index,
        location,
        () -> {
          throw new IllegalStateException(reason);
        },
        state,
        reason,
        cure);
  }

  /// One that stands as this one does, for another catalogue.
  synchronized FoundPlugin copy() {
    return new FoundPlugin(index, location, start, state, reason, cure);
  }

  /// What is known of it without loading a class.
  public PluginIndex index() {
    return index;
  }

  /// Its jar or folder.
  public String location() {
    return location;
  }

  /// Whether its tools may be used.
  public synchronized boolean usable() {
    return switch (state) {
      case DISCOVERED, ACTIVE, CONFLICT -> true;
      case INCOMPATIBLE, QUARANTINED, FAILED -> false;
    };
  }

  /// How it stands now.
  public synchronized PluginStatus status() {
    boolean known = !index.version().isEmpty();
    return new PluginStatus(
        index.name(),
        index.version(),
        known ? index.api().toString() : "",
        index.provider(),
        location,
        state,
        reason,
        cure,
        index.tools().stream().map(ToolEntry::name).toList());
  }

  /// Another plugin has some of its tools.
  public synchronized void conflicts(String why, String what) {
    if (state == PluginState.DISCOVERED || state == PluginState.ACTIVE) {
      state = PluginState.CONFLICT;
      reason = why;
      cure = what;
    }
  }

  /// The plugin, started if it was not.
  ///
  /// @throws PipelineException if it cannot be, now and whenever it is asked again
  public synchronized DomainPlugin plugin() {
    var plugin = started;
    if (plugin != null) {
      return plugin;
    }
    if (!usable()) {
      throw refusal();
    }
    try {
      plugin = Activation.within(Activation.LIMIT, start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipelineException(
          PipelineException.Category.CANCELLED,
          "plugin.interrupted",
          "interrupted while plugin " + index.name() + " was started",
          e);
    } catch (QuarantineException e) {
      throw failed(PluginState.QUARANTINED, e.getMessage(), e.cure(), e);
    } catch (Throwable e) {
      Activation.rethrowIfFatal(e);
      throw failed(PluginState.FAILED, Activation.reason(e), Activation.cure(e), e);
    }
    started = plugin;
    if (state == PluginState.DISCOVERED) {
      state = PluginState.ACTIVE;
    }
    return plugin;
  }

  /// A class of it turned out to be missing or broken while a tool was made.
  ///
  /// @return what to throw
  public synchronized PipelineException broke(LinkageError error) {
    return failed(PluginState.FAILED, Activation.reason(error), Activation.cure(error), error);
  }

  private PipelineException failed(PluginState became, String why, String what, Throwable cause) {
    state = became;
    reason = why;
    cure = what;
    return refusal(cause);
  }

  /// What to throw where a tool of it is asked for that cannot be used.
  public synchronized PipelineException refusal() {
    return refusal(null);
  }

  private PipelineException refusal(@Nullable Throwable cause) {
    return new PipelineException(
        PipelineException.Category.REFUSED,
        "plugin." + state.name().toLowerCase(java.util.Locale.ROOT),
        "plugin "
            + status().nameAndVersion()
            + (location.isEmpty() ? "" : " (" + location + ")")
            + " cannot be used: "
            + reason
            + "; "
            + cure,
        cause);
  }
}
