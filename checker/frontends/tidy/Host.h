//===- Host.h - Which clang-tidy loaded us ---------------------*- C++ -*-===//
//
// Asks the program that loaded the plugin for its version. Nothing checks this
// on load: a plugin of another major version stays silent or dies, so the
// module registers itself only where this says that it fits.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_FRONTENDS_TIDY_HOST_H
#define SESSION_TIDY_FRONTENDS_TIDY_HOST_H

namespace session::tidy {

/// Is the host of the major version that this plugin was built for? If not,
/// says so in one line on stderr, with the name of the file to load instead.
bool hostFits();

} // namespace session::tidy

#endif
