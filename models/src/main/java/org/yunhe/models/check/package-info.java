/** Holds all model files against each other, offline, and tells every fault with file and line. */
package org.yunhe.models.check;
