/// Tools that clean tables.
package dev.weir.domain.cleaning;
