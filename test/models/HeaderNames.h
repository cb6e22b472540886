//===- HeaderNames.h - What a library's headers declare --------*- C++ -*-===//
//
// Names as models write them: qualified, without inline namespaces and
// template arguments. Knows nothing of models.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_TEST_MODELS_HEADERNAMES_H
#define SESSION_TIDY_TEST_MODELS_HEADERNAMES_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace session {

struct HeaderNames {
  std::map<std::string, std::set<unsigned>> Functions;  ///< parameter counts
  std::map<std::string, std::set<std::string>> Members; ///< of each class
  std::set<std::string> Records;            ///< classes, declared or defined
  std::map<std::string, int64_t> Constants; ///< those asked for, if known
  std::string Missing; ///< the first header that is not installed
  bool Broken = false; ///< they do not compile
};

HeaderNames readHeaders(llvm::ArrayRef<std::string> Headers,
                        llvm::ArrayRef<std::string> Constants,
                        llvm::ArrayRef<std::string> Flags);

} // namespace session

#endif
