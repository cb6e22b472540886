# Runs VERIFIER over INPUTS/*.yaml and compares status and complaints.
function(expect Model Status)
  execute_process(
    COMMAND ${VERIFIER} verify-models ${Model}.yaml -- -I${INPUTS}
    WORKING_DIRECTORY ${INPUTS}
    RESULT_VARIABLE Got OUTPUT_VARIABLE Output ERROR_VARIABLE Output)
  if(NOT Got EQUAL Status)
    message(FATAL_ERROR "${Model}: status ${Got}, expected ${Status}:\n${Output}")
  endif()
  foreach(Line ${ARGN})
    string(FIND "${Output}" "${Line}" At)
    if(At EQUAL -1)
      message(FATAL_ERROR "${Model}: no '${Line}' in\n${Output}")
    endif()
  endforeach()
endfunction()

expect(right 0 "right.yaml: 8 entries checked, 0 wrong")
expect(wrong 1
  "wrong.yaml:3:13: constant 'TINY_OK' is 7 in the headers, not 8; write 'TINY_OK: 7'"
  "wrong.yaml:3:25: constant 'TINY_GONE' is not in the headers"
  "wrong.yaml:5:56: handle of kind 'session': 'tinny' is not in the headers; did you mean 'tiny'?"
  "wrong.yaml:7:11: function 'tiny_open' has 2 parameters in the headers, not 3; write 'tiny_open/2'"
  "wrong.yaml:9:11: function 'shop::buy' is not in the headers"
  "wrong.yaml:12:11: function 'shop::sel' is not in the headers; did you mean 'shop::sell'?"
  "wrong.yaml:14:11: 'arg2' of function 'shop::sell', which has 2 parameters"
  "wrong.yaml:17:14: exception of 'shop::sell': 'shop::Holdr' is not in the headers; did you mean 'shop::Holder'?"
  "wrong.yaml:21:27: type 'shop::Holder' has no member 'front' in the headers"
  "wrong.yaml:22:11: type 'shop::Keeper' is not in the headers"
  "wrong.yaml:24:8: function 'tiny_shut' is not in the headers"
  "wrong.yaml:25:9: marker: 'tiny_version' is not in the headers"
  "12 wrong")
expect(missing 3 "missing.yaml: skipped, <no/such/header.h> is not installed")
expect(absent 2 "absent.yaml")
expect(unreadable 2 "unreadable.yaml:2:1: unknown key 'heders' in a model; did you mean 'headers'?")
