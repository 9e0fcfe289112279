/// What `weir plugin` does beyond the plugins folder itself: it checks plugins in a process of
/// their own, and writes projects for new ones.
package dev.weir.app.cli.plugin;
