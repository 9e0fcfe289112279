/// Learners: clusters and forests. Uses Smile (GPL-3), so this domain is GPL-3 itself.
package dev.weir.domain.ml;
