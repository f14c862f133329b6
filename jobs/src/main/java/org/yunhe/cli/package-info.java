/** The command line: it knows every part by its process, its port and its files only. */
package org.yunhe.cli;
