/// The ledger in which memory is reserved before it is allocated.
package dev.weir.core.memory;
