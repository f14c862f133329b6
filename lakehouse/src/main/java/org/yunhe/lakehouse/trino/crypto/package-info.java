/**
 * The plugin that gives Trino the functions to read encrypted columns; it runs inside Trino, as a
 * catalog of functions without tables, so that access to each function is checked.
 */
package org.yunhe.lakehouse.trino.crypto;
