/// Tools that describe tables.
package dev.weir.domain.stats;
