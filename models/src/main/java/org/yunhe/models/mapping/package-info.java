/**
 * Mappings evaluated row by row without an engine: the live flows see each change in the form core
 * will have, by the same files that the batch runs.
 */
package org.yunhe.models.mapping;
