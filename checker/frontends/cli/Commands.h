//===- Commands.h - The sub-commands of session-tidy -----------*- C++ -*-===//
//
// Each prints its results on stdout, what is wrong on stderr, and gives the
// status to exit with (see Arguments.h).
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_CLI_COMMANDS_H
#define SESSION_TIDY_FRONTENDS_CLI_COMMANDS_H

#include "cli/Arguments.h"

namespace session::cli {

Status verifyModels(const Arguments &Asked);
Status inferModel(const Arguments &Asked);

/// The weightier of two.
Status worse(Status A, Status B);

} // namespace session::cli

#endif
