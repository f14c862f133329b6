/** Which table feeds which, computed from mappings, queries and definitions. */
package org.yunhe.models.lineage;
