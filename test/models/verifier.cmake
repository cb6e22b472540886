# Runs VERIFIER over INPUTS/*.yaml and compares status and complaints.
function(expect Model Status)
  execute_process(
    COMMAND ${VERIFIER} ${Model}.yaml -- -I${INPUTS}
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
  "wrong.yaml: constant 'TINY_GONE' is not in the headers"
  "wrong.yaml: constant 'TINY_OK' is 7 in the headers, not 8"
  "wrong.yaml:7: function 'tiny_open' has 2 parameters in the headers, not 3"
  "wrong.yaml:9: function 'shop::buy' is not in the headers"
  "wrong.yaml:12: type 'shop::Holder' has no member 'front' in the headers"
  "wrong.yaml:15: type 'shop::Keeper' is not in the headers"
  "wrong.yaml:17: function 'tiny_shut' is not in the headers"
  "wrong.yaml: handle 'tinny' of kind 'session' is not in the headers"
  "8 wrong")
expect(missing 77 "missing.yaml: skipped, <no/such/header.h> is not installed")
expect(absent 2 "absent.yaml")
