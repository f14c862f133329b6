/** Who may see what: accounts, roles, masks and row scopes, read from one policy file. */
package org.yunhe.models.access;
