/** What producers, landing and the command line agree on about records set aside. */
package org.yunhe.lakehouse.quarantine;
