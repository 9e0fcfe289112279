/// Finds plugins by their indexes, on the module path, on the class path and in the plugins folder,
/// without loading a class of them, and starts one when a tool of it is used. Start reading at
/// [Discovery].
package dev.weir.core.discovery;
