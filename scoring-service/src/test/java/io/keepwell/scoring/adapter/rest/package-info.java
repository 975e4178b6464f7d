@NullMarked
package io.keepwell.scoring.adapter.rest;

import org.jspecify.annotations.NullMarked;
