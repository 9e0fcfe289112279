/// Any tool, once per group: the only code that knows of groups. Start reading at
/// [dev.weir.core.groups.Grouping].
package dev.weir.core.groups;
