/// What plugins say of themselves: versions and the index of their tools. Start reading at
/// [PluginIndex].
package dev.weir.api.plugin;
