//===- RandomProgram.h - Programs that nobody would write ------*- C++ -*-===//
//
// Random symbols and graphs, with odd names, repeated names and every op. Ids
// are in range and ops have the parts they need; nothing else is promised:
// control flow makes no sense.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_FLOW_RANDOMPROGRAM_H
#define SESSION_TIDY_TEST_FLOW_RANDOMPROGRAM_H

#include "flow/FlowGraph.h"

/// The same program for the same seed, on every machine.
session::flow::Program randomProgram(unsigned Seed);

#endif
