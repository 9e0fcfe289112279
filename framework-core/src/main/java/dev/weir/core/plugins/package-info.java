/// Plugins as they are seen from outside: what is installed, in what state, and the folder that
/// they are installed into.
package dev.weir.core.plugins;
