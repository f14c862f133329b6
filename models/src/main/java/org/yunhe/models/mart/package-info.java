/** The queries that make marts of core, and what they read. */
package org.yunhe.models.mart;
