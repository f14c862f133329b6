/** How a client reaches Trino: address, certificate, accounts and their passwords. */
package org.yunhe.lakehouse.trino;
